package io.madang.exactly;

import io.madang.core.Connection;
import io.madang.core.Reader;

/** One connection of a client, of any transport. Threads: any. */
interface Line extends Connection {

  /** The client was let in. */
  void begin(Reader reader);

  /** Cuts it; when this returns nothing more reaches the client. */
  void cut();

  /** Whether it ended by itself. */
  boolean hasEnded();
}
