package io.madang.bench;

/**
 * What a {@link Wire} tells.
 *
 * <p>Threads: called by the wire's read loop only.
 */
public interface Listener {

  /**
   * Takes the text of one WebSocket message, which holds one or more frames, one a line.
   *
   * @param receivedNanos when its last byte was read
   */
  void text(Span text, long receivedNanos);

  /** Takes the news that the connection ended, which happens once. */
  void closed(String reason);
}
