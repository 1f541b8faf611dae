package io.madang.kit;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.glassfish.tyrus.server.Server;

/**
 * A server of ours that stands for an exchange: it hears what a client subscribes to, and says what
 * a test tells it.
 *
 * <p>Only one at a time, as a Tyrus endpoint is made by its container. Threads: any.
 */
public final class Exchange implements AutoCloseable {

  private static final BlockingQueue<Line> LINES = new LinkedBlockingQueue<>();

  private final Server server = new Server("localhost", 0, "", Map.of(), Desk.class);

  public Exchange() throws Exception {
    LINES.clear();
    server.start();
  }

  public URI url() {
    return URI.create("ws://localhost:" + server.getPort() + "/ws");
  }

  /** The next client that subscribed. */
  public BlockingQueue<Line> lines() {
    return LINES;
  }

  @Override
  public void close() {
    server.stop();
  }

  /** A client, and the first thing it said. */
  public record Line(Session session, String subscription) {

    /** Says something in a text message. */
    public void say(String text) {
      try {
        session.getBasicRemote().sendText(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Says something in a binary message, as Upbit does. */
    public void sayInBytes(String text) {
      try {
        session.getBasicRemote().sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public void hangUp() {
      try {
        session.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The endpoint; public because Tyrus makes it. */
  @ServerEndpoint("/ws")
  public static final class Desk {

    /** The sessions that are open, for whoever looks. */
    public static final List<Session> OPEN = new java.util.concurrent.CopyOnWriteArrayList<>();

    @OnOpen
    public void open(Session session) {
      OPEN.add(session);
    }

    @OnMessage
    public void hear(String text, Session session) {
      LINES.add(new Line(session, text));
    }

    @OnClose
    public void close(Session session) {
      OPEN.remove(session);
    }
  }
}
