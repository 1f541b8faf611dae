package io.madang.bench;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a publisher is answered.
 *
 * <p>Threads: its wire's read loop.
 */
public final class AckReader implements Listener {

  private final Dialect dialect;
  private final Function<String, @Nullable Topic> topics;
  private final Acks acks;
  private final Troubles troubles;
  private @Nullable Wire wire;

  /**
   * Makes a listener for the wire of one publisher or of several.
   *
   * @param topics finds what an ack is for by the name in it, "" where there is none; null for none
   *     that this wire publishes to, which is an error of the server
   */
  public AckReader(
      Dialect dialect, Function<String, @Nullable Topic> topics, Acks acks, Troubles troubles) {
    this.dialect = dialect;
    this.topics = topics;
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
        Topic topic = topics.apply(dialect.topicOfAck(unit));
        if (topic == null) {
          refused(unit);
          return;
        }
        topic.acked(dialect.position(unit));
        acks.countAcked(dialect.dueOfAck(unit), receivedNanos);
      }
      case REFUSAL -> refused(unit);
      case JOINED -> acks.countSubscribed();
      default -> {
        if (wire != null) {
          wire.say(dialect.answers(unit));
        }
      }
    }
  }

  private void refused(Span unit) {
    acks.countRefused();
    troubles.error(unit);
  }
}
