package io.madang.e2e.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy as some companies have them, and a cable that can be pulled.
 *
 * <p>Threads: any; two for each connection.
 */
public final class FaultyProxy implements AutoCloseable {
  /** What it does wrong. */
  public enum Fault {
    /** An upgrade is never answered. */
    SWALLOWS_UPGRADES,
    /** An upgrade is passed on as if none had been asked for. */
    STRIPS_UPGRADES,
    /** A stream is passed on when it has ended. */
    HOLDS_STREAMS
  }

  private final ServerSocket door;
  private final List<URI> servers;
  private final Set<Fault> faults;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger harmed = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean isCut;
  private volatile boolean losesAnswers;
  private volatile boolean losesRequests;

  /** A proxy before a server. */
  public FaultyProxy(URI server, Fault... faults) {
    this(List.of(server), faults);
  }

  /** A proxy before several servers: it goes to each in turn, and past one that does not answer. */
  public FaultyProxy(List<URI> servers, Fault... faults) {
    this.servers = List.copyOf(servers);
    this.faults = Set.copyOf(List.of(faults));
    try {
      this.door = new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SocketWork.start("proxy", this::accept);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The port on which it listens. */
  public int port() {
    return door.getLocalPort();
  }

  /** How many requests did not get through as they should. */
  public int harmed() {
    return harmed.get();
  }

  /** Nobody gets through, until {@link #mend}. */
  public void cut() {
    isCut = true;
    hangUp();
  }

  /** What clients send goes on to the server; nothing of what it says comes back. */
  public void loseAnswers() {
    losesAnswers = true;
  }

  /** What the server says goes on to clients; nothing of what they send gets there. */
  public void loseRequests() {
    losesRequests = true;
  }

  /** From now on all connections work, those that are new. */
  public void mend() {
    hangUp();
    isCut = false;
    losesAnswers = false;
    losesRequests = false;
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      if (isCut) {
        client.close();
      } else {
        client.setTcpNoDelay(true);
        sockets.add(client);
        SocketWork.start("proxy", () -> serve(client));
      }
    }
  }

  private void serve(Socket client) throws IOException {
    AtomicBoolean isHeld = new AtomicBoolean();
    try (client;
        Socket onward = onward()) {
      sockets.add(onward);
      SocketWork.start("proxy", () -> answer(onward, client, isHeld));
      byte[] bytes = new byte[1 << 16];
      InputStream in = client.getInputStream();
      OutputStream out = onward.getOutputStream();
      boolean isSwallowed = false;
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        isSwallowed |= harms(Fault.SWALLOWS_UPGRADES, text, "upgrade: websocket");
        if (harms(Fault.HOLDS_STREAMS, text, "accept: application/x-ndjson")) {
          isHeld.set(true);
        }
        if (harms(Fault.STRIPS_UPGRADES, text, "upgrade: websocket")) {
          String plain = text.replaceAll("(?i)\r\n(upgrade|connection): [^\r]*", "");
          out.write(plain.getBytes(StandardCharsets.ISO_8859_1));
        } else if (!isSwallowed && !losesRequests) {
          out.write(bytes, 0, count);
        }
      }
    } finally {
      sockets.remove(client);
    }
  }

  private Socket onward() throws IOException {
    IOException last = new IOException("no server");
    for (int i = 0; i < servers.size(); i++) {
      URI server = servers.get(Math.floorMod(next.getAndIncrement(), servers.size()));
      try {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true); // else two small writes wait 40 ms for each other
        return socket;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private boolean harms(Fault fault, String text, String mark) {
    boolean isHarmed = faults.contains(fault) && text.toLowerCase(Locale.ROOT).contains(mark);
    if (isHarmed) {
      harmed.incrementAndGet();
    }
    return isHarmed;
  }

  private void answer(Socket from, Socket to, AtomicBoolean isHeld) throws IOException {
    try (from;
        to) {
      ByteArrayOutputStream held = new ByteArrayOutputStream();
      byte[] bytes = new byte[1 << 16];
      InputStream in = from.getInputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (!losesAnswers) {
          (isHeld.get() ? held : to.getOutputStream()).write(bytes, 0, count);
        }
      }
      held.writeTo(to.getOutputStream());
    } finally {
      sockets.remove(from);
    }
  }

  private void hangUp() {
    try {
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hangUp();
  }
}
