package io.madang.lab;

import java.io.IOException;

/** What a {@link Publisher} writes with. Threads: the publisher's. */
public interface Pen extends AutoCloseable {

  /**
   * Publishes a message, and returns when it is acknowledged.
   *
   * @param id the message's, another each time
   * @param text of the payload's length, ASCII letters only
   * @throws IOException when it was not kept
   */
  void write(String id, String text) throws IOException;

  @Override
  void close() throws IOException;
}
