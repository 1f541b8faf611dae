package io.madang.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** TLS in front of a server on this machine that has none. Threads: two for each connection. */
public final class TlsProxy implements AutoCloseable {

  private final ServerSocket door;
  private final int server;

  /** Opens one before a port. */
  public TlsProxy(SSLContext context, int server) throws IOException {
    this.server = server;
    this.door =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
      run(() -> pass(client, onward));
      run(() -> pass(onward, client));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      byte[] bytes = new byte[1 << 14];
      for (int count = from.getInputStream().read(bytes);
          count >= 0;
          count = from.getInputStream().read(bytes)) {
        to.getOutputStream().write(bytes, 0, count);
        to.getOutputStream().flush();
      }
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
            "tls-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
