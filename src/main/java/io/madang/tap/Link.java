package io.madang.tap;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A connected socket, TCP or TLS, that shows how it came to be.
 *
 * <p>Threads: one reads, one writes; {@link #close} any, and it ends the read that waits.
 */
final class Link implements Closeable {

  private static final int BUFFER_BYTES = 16 << 10;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong receivedBytes = new AtomicLong();

  private Link(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Resolves, connects, and agrees on TLS where the address asks for it. */
  static Link open(Place place, TapOptions options, Recorder recorder) throws IOException {
    InetAddress[] addresses = resolve(place, recorder);
    EndedException failed = null;
    for (InetAddress address : addresses) {
      try {
        Socket socket = connect(address, place.port(), options.timeout(), recorder);
        return new Link(place.isTls() ? Tls.over(socket, place, options, recorder) : socket);
      } catch (EndedException e) {
        failed = e;
        recorder.show("failed", e.ending().message());
      }
    }
    throw failed == null ? none("no address of " + place.host()) : failed;
  }

  private static InetAddress[] resolve(Place place, Recorder recorder) throws IOException {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(place.host());
      String all =
          Arrays.stream(addresses)
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining(", "));
      recorder.show(
          Step.of("resolve", place.host() + " is " + all)
              .with("host", place.host())
              .with("addresses", all));
      return addresses;
    } catch (UnknownHostException e) {
      throw none("nobody knows an address of the host " + place.host());
    }
  }

  private static Socket connect(InetAddress address, int port, Duration timeout, Recorder recorder)
      throws IOException {
    Socket socket = new Socket();
    recorder.show("socket", "a TCP socket, not yet bound to anything");
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      socket.setSoTimeout((int) timeout.toMillis());
    } catch (SocketTimeoutException e) {
      socket.close();
      throw none("no answer from " + at(address, port) + " within " + timeout.toSeconds() + " s");
    } catch (IOException e) {
      socket.close();
      throw none("cannot connect to " + at(address, port) + ": " + e.getMessage());
    }
    String local = at(socket.getLocalAddress(), socket.getLocalPort());
    recorder.show(
        Step.of("connect", local + " to " + at(address, port))
            .with("local", local)
            .with("remote", at(address, port)));
    return socket;
  }

  private static EndedException none(String message) {
    return new EndedException(Ending.Kind.NO_CONNECTION, message);
  }

  private static String at(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** From here on silence is no fault. */
  void waitForEver() throws IOException {
    socket.setSoTimeout(0);
  }

  void waitAtMost(Duration timeout) throws IOException {
    socket.setSoTimeout((int) timeout.toMillis());
  }

  /** What came next, to be used before the next read; empty at the end. */
  ByteBuffer read() throws IOException {
    int count = Math.max(0, in.read(buffer));
    receivedBytes.addAndGet(count);
    return ByteBuffer.wrap(buffer, 0, count).slice();
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    sentBytes.addAndGet(bytes.length);
  }

  long sentBytes() {
    return sentBytes.get();
  }

  long receivedBytes() {
    return receivedBytes.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
