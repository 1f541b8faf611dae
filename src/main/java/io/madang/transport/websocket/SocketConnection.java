package io.madang.transport.websocket;

import io.madang.core.Connection;
import io.madang.core.Door;
import io.madang.core.Encoding;
import io.madang.core.Event;
import io.madang.core.Printable;
import io.madang.core.Protocol;
import io.madang.core.Reader;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket as a connection of the core.
 *
 * <p>Threads: the pump calls {@link #write}; {@link #close} and {@link #gone} any; what may block
 * on the client, closing and pings, runs on the patient threads.
 */
final class SocketConnection implements Connection {

  private static final System.Logger LOG = System.getLogger(SocketConnection.class.getName());

  private static final int MAX_REASON_BYTES = 123;
  private static final int FLOOD = 1008;

  private record Begun(Reader reader, Protocol protocol, Door.Place place) {}

  private final Session session;
  private final SocketParts parts;
  private final Encoding<String> frames;
  private final String address;
  private final AtomicBoolean isDismissed = new AtomicBoolean();
  private final AtomicBoolean isClosing = new AtomicBoolean();
  private final AtomicBoolean isGone = new AtomicBoolean();
  private volatile @Nullable Begun begun;
  private volatile long lastHeard = System.nanoTime();
  private volatile Runnable hearing = () -> {};

  SocketConnection(Session session, SocketParts parts, Encoding<String> frames, String address) {
    this.session = session;
    this.parts = parts;
    this.frames = frames;
    this.address = address;
  }

  @Override
  public String address() {
    return address;
  }

  /** The client was let in. */
  void begin(Reader reader, Protocol protocol, Door.Place place) {
    begun = new Begun(reader, protocol, place);
    parts.heartbeats().add(this);
  }

  /** What else hears of each frame, or part of one, from now on. */
  void onHeard(Runnable newHearing) {
    hearing = newHearing;
  }

  /** The client gave a sign of life. */
  void heard() {
    lastHeard = System.nanoTime();
    hearing.run();
  }

  /** Whether the server has said its last word. */
  boolean isClosing() {
    return isClosing.get();
  }

  long lastHeard() {
    return lastHeard;
  }

  void receive(String text) {
    Begun open = begun;
    if (open != null && !isClosing.get() && passes(1 + lineBreaks(text))) {
      open.protocol.receive(text, open.reader);
    }
  }

  private static int lineBreaks(String text) {
    int count = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      count++;
    }
    return count;
  }

  /** Counts frames that came; false when they are too many: then the client is sent away. */
  boolean passes(int count) {
    Begun open = begun;
    if (open == null || isDismissed.get()) {
      return false;
    }
    if (open.reader.speaker().isServer()) {
      return true;
    }
    try {
      parts.frames().take(open.reader.speaker().person().user(), count);
      return true;
    } catch (RefusedException e) {
      if (isDismissed.compareAndSet(false, true)) {
        parts.door().flooded(address);
        parts.hub().dismiss(open.reader, e.refusal());
      }
      return false;
    }
  }

  /** Asks for a sign of life, when the pipe is free. */
  void ping() {
    Begun open = begun;
    if (open != null) {
      open.reader.tell(new Event.Heartbeat());
    }
  }

  @Override
  public void write(List<Event> events, Runnable done) {
    boolean isPing = false;
    for (Event event : events) {
      isPing |= event instanceof Event.Heartbeat;
    }
    Event.Last last = Event.lastOf(events);
    if (isPing && last == null) {
      parts.patient().execute(() -> pingThenSend(events, done));
    } else if (last != null) {
      send(events, () -> close(last.closeCode(), last.closeReason()));
    } else {
      send(events, done);
    }
  }

  private void pingThenSend(List<Event> events, Runnable done) {
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
      List<Event> others = events.stream().filter(e -> !(e instanceof Event.Heartbeat)).toList();
      if (others.isEmpty()) {
        done.run();
      } else {
        send(others, done);
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void send(List<Event> events, Runnable done) {
    try {
      session
          .getAsyncRemote()
          .sendObject(
              new Outgoing(events, frames),
              result -> {
                if (result.isOK()) {
                  done.run();
                } else {
                  failed(result.getException());
                }
              });
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(@Nullable Throwable fault) {
    LOG.log(System.Logger.Level.DEBUG, "a write failed: {0}", Printable.of(fault));
    close(1011, "the connection failed");
    gone();
  }

  /** Tells why the client may not come in, and closes. */
  void refuse(Refusal refusal) {
    int code =
        switch (refusal.code()) {
          case UNAVAILABLE, RATE_LIMITED -> 1013;
          default -> 1008;
        };
    send(List.of(new Event.Refused(refusal, null, null)), () -> close(code, refusal.detail()));
  }

  @Override
  public void close(int code, String reason) {
    if (isClosing.compareAndSet(false, true)) {
      parts.patient().execute(() -> closeNow(code, reason));
    }
  }

  private void closeNow(int code, String reason) {
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), shorten(reason)));
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "closing failed: {0}", Printable.of(e));
    } finally {
      gone();
    }
  }

  /** A close frame has room for 123 bytes (RFC 6455 §5.5). */
  private static String shorten(String reason) {
    String text = reason;
    while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }

  /** Too many pings came. */
  void flooded() {
    parts.door().flooded(address);
    close(FLOOD, "too many pings a second");
  }

  /** The container closed it; with 1008 because of what it counts for us, pings. */
  void closed(int code) {
    if (code == FLOOD && !isClosing.get()) {
      parts.door().flooded(address);
    }
    gone();
  }

  /** The connection is no more; only the first call does anything. */
  void gone() {
    Begun open = begun;
    if (open != null && isGone.compareAndSet(false, true)) {
      isClosing.set(true);
      parts.heartbeats().remove(this);
      parts.hub().disconnect(open.reader);
      open.place.giveBack();
    }
  }
}
