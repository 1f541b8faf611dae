package io.madang.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The wall's time, but never further from the beginning than time has really passed.
 *
 * <p>For what is forgotten by age: a wall clock that jumps ahead makes nothing older, and one that
 * jumps back only keeps it longer. When the jump was right, because the clock had been wrong, it is
 * behind until the server starts again.
 *
 * <p>Threads: any.
 */
public final class SteadyClock extends Clock {

  private final Clock wall;
  private final LongSupplier nanos;
  private final Instant start;
  private final long startNanos;

  /** Begins with what the wall shows; {@code nanos} counts on like {@code System::nanoTime}. */
  public SteadyClock(Clock wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.start = wall.instant();
    this.startNanos = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    Instant steady = start.plus(Duration.ofNanos(nanos.getAsLong() - startNanos));
    Instant shown = wall.instant();
    return shown.isBefore(steady) ? shown : steady;
  }

  @Override
  public ZoneId getZone() {
    return wall.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(wall.withZone(zone), nanos);
  }
}
