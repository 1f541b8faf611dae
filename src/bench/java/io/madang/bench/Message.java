package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A message as it came over the wire: its place, when it was due, its bytes, and what came after
 * it.
 *
 * <p>Threads: belongs to one read loop.
 */
final class Message {

  private static final byte[] PUBLISHER = Span.name("p");
  private static final byte[] NUMBER = Span.name("n");
  private static final byte[] DUE = Span.name("t");

  private final Position position;
  private final Key key;
  private final long dueNanos;
  private final byte[] bytes;
  private @Nullable Message next;

  private Message(Position position, Key key, long dueNanos, byte[] bytes) {
    this.position = position;
    this.key = key;
    this.dueNanos = dueNanos;
    this.bytes = bytes;
  }

  /**
   * What a publisher called it.
   *
   * @param publisher which of the run's, or -1 when it was none of ours
   * @param number 1, 2, 3, …; 0 for a message that only shows who listens
   */
  record Key(long publisher, long number) {}

  static Message of(Span unit, Position position) {
    Key key = new Key(unit.number(PUBLISHER), unit.number(NUMBER));
    return new Message(position, key, unit.number(DUE), unit.copy());
  }

  /** Returns its place in the log of a server that has one. */
  Position position() {
    return position;
  }

  Key key() {
    return key;
  }

  /** Says whether it is one of those that are counted. */
  boolean counts() {
    return key.number != 0;
  }

  /** Returns when it should have been sent, in nanoseconds, or -1 when the sender was not ours. */
  long dueNanos() {
    return dueNanos;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns what some reader got after this one. */
  @Nullable Message next() {
    return next;
  }

  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }

  void isFollowedBy(Message message) {
    next = message;
  }
}
