package io.madang.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a publisher is answered.
 *
 * <p>Threads: its wire's read loop.
 */
public final class AckReader implements Listener {

  private final Dialect dialect;
  private final Topic topic;
  private final Acks acks;
  private final Troubles troubles;
  private @Nullable Wire wire;

  /** Makes a listener for the wire of one publisher. */
  public AckReader(Dialect dialect, Topic topic, Acks acks, Troubles troubles) {
    this.dialect = dialect;
    this.topic = topic;
    this.acks = acks;
    this.troubles = troubles;
  }

  @Override
  public void opened(Wire opened) throws IOException {
    wire = opened;
    opened.say(dialect.hello());
    if (!dialect.tellsJoined()) {
      acks.countSubscribed();
    }
  }

  @Override
  public void text(Span text, long receivedNanos) throws IOException {
    byte[] separator = dialect.separator();
    for (Span rest = dialect.common(text); !rest.isEmpty(); ) {
      Span unit = rest.firstUnit(separator);
      read(unit, receivedNanos);
      rest = rest.afterUnit(unit.length(), separator);
    }
  }

  @Override
  public void closed(String reason) {
    troubles.closed(reason);
  }

  private void read(Span unit, long receivedNanos) throws IOException {
    switch (dialect.said(unit)) {
      case ACK -> {
        topic.acked(dialect.position(unit));
        acks.countAcked(dialect.dueOfAck(unit), receivedNanos);
      }
      case REFUSAL -> {
        acks.countRefused();
        troubles.error(unit);
      }
      case JOINED -> acks.countSubscribed();
      default -> {
        if (wire != null) {
          wire.say(dialect.answers(unit));
        }
      }
    }
  }
}
