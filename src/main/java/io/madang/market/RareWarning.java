package io.madang.market;

import java.time.Duration;

/**
 * A warning that may be due a thousand times a second and is logged once a minute, with how often.
 *
 * <p>Threads: any.
 */
public final class RareWarning {

  private static final long DISTANCE = Duration.ofMinutes(1).toNanos();

  private final System.Logger log;
  private final String text;
  private long count; // guarded by this
  private long last = System.nanoTime() - DISTANCE; // guarded by this

  public RareWarning(System.Logger log, String text) {
    this.log = log;
    this.text = text;
  }

  /** It happened; {@code why} holds nothing that a stranger wrote. */
  public void count(String why) {
    long told;
    synchronized (this) {
      count++;
      if (System.nanoTime() - last < DISTANCE) {
        return;
      }
      last = System.nanoTime();
      told = count;
      count = 0;
    }
    log.log(System.Logger.Level.WARNING, "{0} ({1} times): {2}", text, told, why);
  }
}
