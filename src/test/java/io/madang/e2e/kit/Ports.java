package io.madang.e2e.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports below the ephemeral range.
 *
 * <p>A client that keeps trying an ephemeral port of the loopback address while the server is down
 * can meet itself (TCP simultaneous open) and then hold the very port the server wants back.
 */
final class Ports {
  private static final int FIRST = 15_000;
  private static final int BEYOND_LAST = 32_000;

  private Ports() {}

  /** A port that nothing listens on now. */
  static int free() {
    return ThreadLocalRandom.current()
        .ints(FIRST, BEYOND_LAST)
        .limit(1_000)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port"));
  }

  /** Whether a server could listen there. */
  static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
