package io.madang.e2e.kit;

import java.io.IOException;

/**
 * One transport's way to listen.
 *
 * <p>Threads: {@link #read} runs on the follower's thread; {@link #cut} on any.
 */
interface Reader {

  /**
   * Reads from a place on until the connection ends, is cut, or an answer was lost.
   *
   * @throws IOException when the server is away or breaks off
   */
  void read(Place place) throws IOException, InterruptedException;

  /** Tears the connection, without a goodbye; this reader reads no more. */
  void cut();
}
