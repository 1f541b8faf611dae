package io.madang.bench;

/**
 * One listener of the topic: checks that no offset is missing, and counts what comes.
 *
 * <p>Threads: its wire's read loop; {@link #position} may be asked after the loop ended.
 */
public final class Reader implements Listener {

  private static final byte[] TYPE = Span.name("type");
  private static final byte[] CURSOR = Span.name("cursor");

  private final Tally tally;
  private final Memo memo;
  private final Troubles troubles;
  private Position position = Position.NONE;

  Reader(Tally tally, Memo memo, Troubles troubles) {
    this.tally = tally;
    this.memo = memo;
    this.troubles = troubles;
  }

  @Override
  public void text(Span text, long receivedNanos) {
    Span rest = text;
    while (!rest.isEmpty()) {
      Message known = memo.next(position, rest);
      if (known != null) {
        move(known, receivedNanos);
        rest = rest.afterLine(known.line().length);
      } else {
        Span line = rest.firstLine();
        read(line, receivedNanos);
        rest = rest.afterLine(line.length());
      }
    }
  }

  @Override
  public void closed(String reason) {
    troubles.closed(reason);
  }

  /** Returns where this reader stands: everything up to here has come. */
  public Position position() {
    return position;
  }

  private void read(Span line, long receivedNanos) {
    switch (line.text(TYPE)) {
      case "message" -> {
        Message message = Message.of(line);
        if (!message.position().isNext(position)) {
          troubles.violation(position, line);
        }
        memo.keep(message);
        move(message, receivedNanos);
      }
      case "subscribed" -> {
        position = Position.of(line.text(CURSOR));
        tally.countSubscribed();
      }
      case "gap", "error", "bye" -> troubles.error(line);
      default -> {}
    }
  }

  private void move(Message message, long receivedNanos) {
    position = message.position();
    tally.count(message, receivedNanos);
  }
}
