package io.madang.bench;

/** A message as it came over the wire: its place, when it was due, and its bytes. */
final class Message {

  private static final byte[] CURSOR = Span.name("cursor");
  private static final byte[] DUE = Span.name("t");

  private final Position position;
  private final long dueNanos;
  private final byte[] line;

  private Message(Position position, long dueNanos, byte[] line) {
    this.position = position;
    this.dueNanos = dueNanos;
    this.line = line;
  }

  static Message of(Span line) {
    return new Message(Position.of(line.text(CURSOR)), line.number(DUE), line.copy());
  }

  Position position() {
    return position;
  }

  /** Returns when it should have been sent, in nanoseconds, or -1 when the sender was not ours. */
  long dueNanos() {
    return dueNanos;
  }

  byte[] line() {
    return line;
  }
}
