package io.madang.e2e.fuzz;

import java.io.IOException;

/** One way in. */
interface Fuzz {
  /** Sends so many inputs, and looks at what comes back. */
  void run(int inputs) throws IOException;
}
