package io.madang.bench;

import java.io.IOException;

/** Where in the bytes of a connection the texts are. */
interface Framing {

  /**
   * Hands on each whole text and returns what is left, the beginning of one or nothing.
   *
   * @throws java.io.EOFException when the server says that it ends
   */
  Span take(Span received, long receivedNanos) throws IOException;
}
