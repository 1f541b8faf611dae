package io.madang.bench.scenario;

import java.util.Locale;

/** The goals of a scenario, and whether all were met. */
final class Goals {

  private boolean areMet = true;

  void atMost(double limit, String what, double value) {
    print(what, value, "at most", limit, value <= limit);
  }

  void atLeast(double limit, String what, double value) {
    print(what, value, "at least", limit, value >= limit);
  }

  /** Returns the exit status of a program: 0, or 1 when a goal was missed. */
  int status() {
    return areMet ? 0 : 1;
  }

  private void print(String what, double value, String word, double limit, boolean isMet) {
    areMet &= isMet;
    System.out.printf(
        Locale.ROOT,
        "%-44s %,12.2f  %s %,.2f: %s%n",
        what,
        value,
        word,
        limit,
        isMet ? "ok" : "MISSED");
  }
}
