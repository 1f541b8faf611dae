package io.madang.core;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * Sees to it that no connection outlives what proved its user.
 *
 * <p>A minute before the end, or at the last tenth, the client is asked for a new proof; at the end
 * it is sent away. Threads: any.
 *
 * @param dismiss sends a reader away
 */
record Expiry(Threads threads, BiConsumer<Reader, Refusal> dismiss) {

  private static final Duration WARNING = Duration.ofMinutes(1);
  private static final String SOON = "what proves who you are ends soon; send a new one";
  private static final Refusal ENDED = Refusal.unauthorized("what proved who you are has ended");

  /** Begins with a reader, and with one whose proof is new. */
  void watch(Reader reader) {
    Standing standing = reader.speaker().standing();
    Instant until = standing.until();
    if (until == null) {
      return;
    }
    Duration left = Duration.between(Instant.now(), until);
    Duration tenth = left.dividedBy(10);
    Duration before = tenth.compareTo(WARNING) < 0 ? tenth : WARNING;
    Refusal soon = new Refusal(Refusal.Code.UNAUTHORIZED, SOON, before);
    later(
        left.minus(before),
        reader,
        standing,
        () -> reader.tell(new Event.Refused(soon, null, null)));
    later(left, reader, standing, () -> dismiss.accept(reader, ENDED));
  }

  private void later(Duration wait, Reader reader, Standing standing, Runnable task) {
    threads.later(
        wait,
        () -> {
          if (reader.speaker().standing().equals(standing) && !reader.isClosed()) {
            task.run();
          }
        });
  }
}
