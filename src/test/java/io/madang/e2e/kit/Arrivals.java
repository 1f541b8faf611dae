package io.madang.e2e.kit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * People who mean well come again and again by a WebSocket: how long it takes from connecting to
 * the first word of the server. They come from many addresses of the loopback in turns, so that
 * none of them comes too often.
 */
public final class Arrivals {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int ADDRESSES = 100;
  private static final String LET_IN = "HTTP/1.1 101 ";

  private final List<Long> nanos = new ArrayList<>();

  /** They come for so long. */
  public static Arrivals during(Duration time, URI server) {
    Arrivals arrivals = new Arrivals();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      arrivals.nanos.add(one(server, "127.0.7." + (1 + arrivals.count() % ADDRESSES)));
      java.util.concurrent.locks.LockSupport.parkNanos(PAUSE.toNanos());
    }
    Collections.sort(arrivals.nanos);
    return arrivals;
  }

  private static long one(URI server, String address) {
    String request = Assault.upgrade(server, "");
    long start = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = new BufferedInputStream(socket.getInputStream());
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("\"welcome\"") < 0) {
        int read = in.read();
        if (read < 0) {
          throw new EOFException("not let in: " + seen);
        }
        seen.append((char) read);
        if (seen.length() == LET_IN.length() && !LET_IN.contentEquals(seen)) {
          throw new ProtocolException("refused: " + seen);
        }
      }
      return System.nanoTime() - start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many came. */
  public int count() {
    return nanos.size();
  }

  /** The percentile of what it took, in milliseconds. */
  public double millis(double percentile) {
    return nanos.get(Math.max(0, (int) Math.ceil(percentile * nanos.size()) - 1)) / 1e6;
  }

  @Override
  public String toString() {
    return "%d arrivals: p50 %.1f ms, p99 %.1f ms".formatted(count(), millis(0.5), millis(0.99));
  }
}
