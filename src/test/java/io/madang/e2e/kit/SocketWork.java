package io.madang.e2e.kit;

import java.io.IOException;

/** What a proxy does for one connection, on a thread of its own. */
interface SocketWork {

  void run() throws IOException;

  /** Begins it. */
  static void start(String name, SocketWork work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side hung up: so does the other.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
