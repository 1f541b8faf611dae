package io.madang.bench;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The most that a server delivers: the rate is stepped up until it does not keep up, or down until
 * it does.
 *
 * <p>It keeps up as long as 95 % of what is offered is delivered while it is measured, 99 % of that
 * within a second, and no connection is lost. The rate is doubled, or halved where the first is too
 * much; at the end one step lies between what it kept up with and what it did not.
 *
 * <p>Threads: one.
 */
public final class Most {

  private static final double GREATEST_RATE = 50_000;
  private static final double LEAST_RATE = 1;
  private static final double SHARE = 0.95;
  private static final double P99_MS = 1000;

  private final Trials trials;
  private final double readersOfEach;
  private final double firstRate;
  private final List<String> options;

  /**
   * Prepares a climb.
   *
   * @param readersOfEach how many readers get each message
   * @param firstRate messages a second of the first step
   */
  public Most(Trials trials, double readersOfEach, double firstRate, List<String> options) {
    this.trials = trials;
    this.readersOfEach = readersOfEach;
    this.firstRate = firstRate;
    this.options = options;
  }

  /** Returns the figures of the highest step that the server kept up with, if there was one. */
  public Optional<JsonObject> of(String name, Contestant server)
      throws IOException, InterruptedException {
    double rate = firstRate;
    Optional<JsonObject> best = step(name, server, rate);
    boolean isClimbing = best.isPresent();
    boolean hasTurned = false;
    while (!hasTurned) {
      rate = isClimbing ? rate * 2 : rate / 2;
      if (rate > GREATEST_RATE || rate < LEAST_RATE) {
        return best;
      }
      Optional<JsonObject> seen = step(name, server, rate);
      hasTurned = seen.isPresent() != isClimbing;
      best = seen.isPresent() ? seen : best;
    }
    double middle = isClimbing ? rate / Math.sqrt(2) : rate * Math.sqrt(2);
    Optional<JsonObject> between = step(name, server, middle);
    return between.isPresent() ? between : best;
  }

  private Optional<JsonObject> step(String name, Contestant server, double rate)
      throws IOException, InterruptedException {
    Optional<JsonObject> figures =
        trials
            .run(name + "-" + Math.round(rate), server, rate, options)
            .filter(seen -> keepsUp(seen, rate));
    System.out.printf(
        "  %,.0f messages a second: %s%n", rate, figures.isPresent() ? "keeps up" : "does not");
    return figures;
  }

  private boolean keepsUp(JsonObject figures, double rate) {
    double offered = readersOfEach * rate;
    return Figures.number(figures, "deliveries_per_second") >= SHARE * offered
        && Figures.number(figures, "latency_p99_ms") <= P99_MS
        && Figures.number(figures, "closed") == 0;
  }
}
