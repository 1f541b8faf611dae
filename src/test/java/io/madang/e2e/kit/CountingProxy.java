package io.madang.e2e.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes on and counts them, both ways, by what the first request of a connection is.
 *
 * <p>Threads: any; two for each connection.
 */
public final class CountingProxy implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ServerSocket door;
  private final Function<String, String> kindOf;
  private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile @Nullable URI server;

  /** {@code kindOf} tells by the head of a first request, in lower case, what the connection is. */
  public CountingProxy(Function<String, String> kindOf) {
    this.kindOf = kindOf;
    try {
      this.door = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SocketWork.start("counting-proxy", this::accept);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/");
  }

  /** Where it leads, before the first client comes. */
  public void leadTo(URI newServer) {
    server = newServer;
  }

  /** How many bytes went by, both ways, on connections of a kind. */
  public long bytes(String kind) {
    LongAdder counted = bytes.get(kind);
    return counted == null ? 0 : counted.sum();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      sockets.add(client);
      SocketWork.start("counting-proxy", () -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    URI to = server;
    if (to == null) {
      throw new IllegalStateException("it leads nowhere");
    }
    byte[] buffer = new byte[BUFFER];
    try (client;
        Socket onward = new Socket(to.getHost(), to.getPort())) {
      client.setTcpNoDelay(true);
      onward.setTcpNoDelay(true);
      sockets.add(onward);
      InputStream in = client.getInputStream();
      int count = in.read(buffer);
      if (count < 0) {
        return;
      }
      String head = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
      LongAdder counted =
          bytes.computeIfAbsent(
              kindOf.apply(head.toLowerCase(Locale.ROOT)), kind -> new LongAdder());
      SocketWork.start(
          "counting-proxy", () -> pass(onward.getInputStream(), client.getOutputStream(), counted));
      counted.add(count);
      onward.getOutputStream().write(buffer, 0, count);
      pass(in, onward.getOutputStream(), counted);
    }
  }

  private static void pass(InputStream in, OutputStream out, LongAdder counted) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      counted.add(count);
      out.write(buffer, 0, count);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
