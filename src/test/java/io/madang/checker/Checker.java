package io.madang.checker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a history has that the protocol forbids.
 *
 * <p>Nothing that was acked is lost, moved or kept twice; nothing is shown that nobody published;
 * all see one order, which is the order of acks, without a hole or a repeat unless a gap said so;
 * each gap has a reason; everybody comes to the end; rosters tell who is there.
 */
public final class Checker {

  /** How long after somebody came or left a roster may still be wrong. */
  public static final Duration PRESENCE = Duration.ofSeconds(15);

  private Checker() {}

  /** Judges a file. */
  public static Verdict judge(Path file) {
    return judge(file, PRESENCE);
  }

  /** The same with another bound for rosters. */
  public static Verdict judge(Path file, Duration presence) {
    List<Entry> history = Entry.read(file);
    Publications publications = new Publications(history);
    List<Violation> violations = new ArrayList<>(Logs.judge(history, publications));
    violations.addAll(Presence.judge(history, presence));
    return new Verdict(List.copyOf(violations), new Times(history, publications));
  }

  /** Judges files by hand, and ends with status 1 when one of them is not in order. */
  public static void main(String... files) {
    boolean isInOrder = true;
    for (String file : files) {
      Verdict verdict = judge(Path.of(file));
      isInOrder &= verdict.violations().isEmpty();
      System.out.println(file + ": " + verdict.violations().size() + " violations");
      verdict.violations().forEach(violation -> System.out.println("  " + violation));
      System.out.print(verdict.times());
    }
    if (!isInOrder) {
      System.exit(1);
    }
  }
}
