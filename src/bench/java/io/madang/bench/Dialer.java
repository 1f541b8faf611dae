package io.madang.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;

/**
 * Opens connections to one server.
 *
 * <p>To a server on the loopback it comes from 127.0.0.2, then 127.0.0.3 and so on, so many
 * connections from each, because servers limit the connections of one address.
 *
 * <p>Threads: one.
 */
public final class Dialer {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int NARROW_BYTES = 4 << 10;
  private static final int FIRST_HOST = 2;
  private static final int HOSTS_A_NET = 250;

  private final URI base;
  private final InetSocketAddress server;
  private final int perAddress;
  private int dialed;

  /**
   * Makes a dialer.
   *
   * @param base where the application is: {@code http://127.0.0.1:8080/}, with its context path
   * @param perAddress connections from one source address
   */
  public Dialer(URI base, int perAddress) {
    if (!"http".equals(base.getScheme()) || base.getHost() == null) {
      throw new IllegalArgumentException("not an http URL: " + base);
    }
    this.base = base;
    this.server = new InetSocketAddress(base.getHost(), base.getPort() < 0 ? 80 : base.getPort());
    this.perAddress = perAddress;
  }

  /** Opens a connection; nobody reads its wire yet. */
  public Wire dial(Dialect dialect, Listener listener) throws IOException {
    return dial(SocketChannel.open(), dialect, listener);
  }

  /** The same, but the kernel keeps next to nothing for who does not read. */
  Wire dialNarrow(Dialect dialect, Listener listener) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, NARROW_BYTES);
    return dial(channel, dialect, listener);
  }

  private Wire dial(SocketChannel channel, Dialect dialect, Listener listener) throws IOException {
    try {
      connect(channel);
      boolean hasHandshake = dialect.kind() != Dialect.Kind.ANSWERS;
      byte[] rest =
          hasHandshake ? new Handshake(dialect, base).run(channel.socket()) : Span.NO_BYTES;
      Wire wire = new Wire(channel, dialect, base, listener, rest);
      wire.open();
      return wire;
    } catch (IOException e) {
      channel.close();
      throw new IOException("connection " + dialed + " to " + base + ": " + e.getMessage(), e);
    }
  }

  /** Opens a bare connection, from the next address like those that are dialed. */
  public SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      connect(channel);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException("connection " + dialed + " to " + base + ": " + e.getMessage(), e);
    }
  }

  private void connect(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.bind(source());
    channel.socket().connect(server, PATIENCE_MILLIS);
    channel.socket().setSoTimeout(PATIENCE_MILLIS);
  }

  private InetSocketAddress source() throws IOException {
    if (!server.getAddress().isLoopbackAddress()) {
      return new InetSocketAddress(0);
    }
    int host = dialed++ / perAddress;
    byte[] address = {
      127, 0, (byte) (host / HOSTS_A_NET), (byte) (host % HOSTS_A_NET + FIRST_HOST)
    };
    return new InetSocketAddress(InetAddress.getByAddress(address), 0);
  }
}
