package io.madang.e2e.kit;

import java.io.IOException;

/** A publisher's way to the server; answers go to whom it was opened for. */
interface Lane extends AutoCloseable {

  /** Sends one message; the ack may come later. */
  void send(String topic, String id, String text) throws IOException, InterruptedException;

  /** Whether an ack can still come. */
  boolean isOpen();

  /** Tears the connection. */
  @Override
  void close();

  /** Takes answers. */
  interface Answers {
    /** The message with this id is on disk at this cursor. */
    void acked(String id, String cursor);

    /** The publish was answered with an error of this code. */
    void failed(String id, String code);
  }
}
