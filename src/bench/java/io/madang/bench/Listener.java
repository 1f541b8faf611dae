package io.madang.bench;

import java.io.IOException;

/**
 * What a {@link Wire} tells.
 *
 * <p>Threads: called by the wire's read loop only, but {@link #opened} by who dials, before.
 */
public interface Listener {

  /** Takes the news that the connection stands: what goes out first may be sent. */
  default void opened(Wire wire) throws IOException {}

  /**
   * Takes one text: a WebSocket message, whole events of a stream, or the body of an answer.
   *
   * @param receivedNanos when its last byte was read
   */
  void text(Span text, long receivedNanos) throws IOException;

  /** Takes the news that the connection ended, which happens once. */
  void closed(String reason);
}
