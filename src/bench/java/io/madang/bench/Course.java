package io.madang.bench;

/**
 * What of a topic has come to one reader, and whether it came in order.
 *
 * <p>Threads: its reader's; {@link #missing} may be asked after the loop ended.
 */
interface Course {

  /** The reader listens from here on. */
  void begin(Position position);

  /** Takes a message that counts, and says whether it came for the first time. */
  void take(Message message);

  /** Returns how many messages should have come and did not. */
  long missing();
}
