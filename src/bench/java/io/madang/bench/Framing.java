package io.madang.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Where in the bytes of a connection the texts are, in both directions. */
interface Framing {

  /** Where bytes go out. */
  interface Sender {
    void send(ByteBuffer encoded) throws IOException;
  }

  /**
   * Hands on each whole text and returns what is left, the beginning of one or nothing.
   *
   * @throws java.io.EOFException when the server says that it ends
   */
  Span take(Span received, long receivedNanos) throws IOException;

  /** Takes the news that the connection stands. */
  default void opened() throws IOException {}

  /** Takes texts to send, mostly none. */
  default void say(List<String> texts) throws IOException {}

  /** Returns what a client sends before it closes. */
  default ByteBuffer goodbye() {
    return ByteBuffer.allocate(0);
  }
}
