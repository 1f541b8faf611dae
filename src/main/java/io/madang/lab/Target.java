package io.madang.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;

/**
 * The server under load, on this machine.
 *
 * @param authority what {@code Host} says
 * @param root the application's path, with a slash at its end
 */
public record Target(InetSocketAddress address, String authority, String root) {

  /** Servers limit the connections of one address, to 200 by default. */
  private static final int READERS_AN_ADDRESS = 150;

  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is not on the loopback
   */
  public static Target of(URI uri) {
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("expected an address like http://127.0.0.1:8080/");
    }
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    InetSocketAddress address = new InetSocketAddress(uri.getHost(), port);
    InetAddress host = address.getAddress();
    if (host == null || !host.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          uri.getHost() + ": the lab loads servers on the loopback only, 127.0.0.1");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return new Target(address, uri.getRawAuthority(), path.endsWith("/") ? path : path + "/");
  }

  /**
   * Connects; to IPv4 from an address of the loopback.
   *
   * @param network its third number, another for each measurement: the server learns only at its
   *     next heartbeat that the streams of the one before are gone
   */
  SocketChannel connect(int network, int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      if (address.getAddress().getAddress().length == 4) {
        byte[] source = {127, 0, (byte) network, (byte) (2 + number / READERS_AN_ADDRESS)};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
      }
      channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, PATIENCE_MILLIS);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException("no connection to " + address + ": " + e.getMessage(), e);
    }
  }
}
