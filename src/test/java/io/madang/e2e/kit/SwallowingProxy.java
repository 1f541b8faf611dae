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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy as some companies have them: an upgrade is never answered, and of an answer that does not
 * end nothing comes through.
 *
 * <p>Threads: any; two for each connection.
 */
public final class SwallowingProxy implements AutoCloseable {
  private final ServerSocket door;
  private final URI server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger swallowed = new AtomicInteger();

  /** A proxy before a server. */
  public SwallowingProxy(URI server) {
    this.server = server;
    try {
      this.door = new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(this::accept);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** How many requests it swallowed. */
  public int swallowed() {
    return swallowed.get();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      sockets.add(client);
      run(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client;
        Socket onward = new Socket(server.getHost(), server.getPort())) {
      sockets.add(onward);
      run(() -> pipe(onward, client));
      byte[] bytes = new byte[1 << 16];
      InputStream in = client.getInputStream();
      OutputStream out = onward.getOutputStream();
      boolean isSwallowed = false;
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (!isSwallowed && isUnwelcome(bytes, count)) {
          isSwallowed = true;
          swallowed.incrementAndGet();
        }
        if (!isSwallowed) {
          out.write(bytes, 0, count);
        }
      }
    } finally {
      sockets.remove(client);
    }
  }

  private static boolean isUnwelcome(byte[] bytes, int count) {
    String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return text.contains("upgrade: websocket") || text.contains("accept: application/x-ndjson");
  }

  private void pipe(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      sockets.remove(from);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side hung up: so does the other.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
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
