package io.madang.transport.websocket;

import io.madang.core.Attendance;
import io.madang.core.Door;
import io.madang.core.Event;
import io.madang.core.Printable;
import io.madang.core.Protocol;
import io.madang.core.Reader;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.TopicRequest;
import io.madang.core.Visitor;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's WebSocket on {@code /events}.
 *
 * <p>Threads: the container calls an instance on one thread at a time.
 */
@ServerEndpoint(
    value = "/events",
    subprotocols = "madang.v1",
    configurator = EventsConfigurator.class,
    encoders = OutgoingEncoder.class)
public class EventsEndpoint {

  private static final System.Logger LOG = System.getLogger(EventsEndpoint.class.getName());

  private final SocketParts parts;
  private final TextParts message;
  private @Nullable SocketConnection connection;

  /** For containers that insist on it; the configurator makes the endpoints that are used. */
  public EventsEndpoint() {
    this(EventsConfigurator.parts());
  }

  EventsEndpoint(SocketParts parts) {
    this.parts = parts;
    this.message = new TextParts(parts.frameBytes());
  }

  /** A client has come: who is it, may it come in, what does it want to hear? */
  @OnOpen
  public void open(Session session) {
    Handshake handshake =
        (Handshake) Objects.requireNonNull(session.getUserProperties().remove(Handshake.KEY));
    Protocol protocol = protocol(handshake).orElse(parts.protocols().get(0));
    Visitor visitor = handshake.visitor(session.getRequestParameterMap());
    SocketConnection opened =
        new SocketConnection(session, parts, protocol.frames(), visitor.address());
    connection = opened;
    try {
      parts.door().checkOrigin(visitor);
      if (protocol(handshake).isEmpty()) {
        throw Refusal.badRequest("none of the subprotocols is spoken here").exception();
      }
      Speaker speaker = parts.door().identify(visitor);
      Door.Place place = parts.door().admit(visitor, speaker);
      Reader reader = parts.hub().connect(speaker, opened, Attendance.CONNECTION);
      opened.begin(reader, protocol, place);
      PingWatch pings = handshake.arrival().pings();
      pings.begin(opened::flooded, opened::isClosing);
      if (pings.isTold()) {
        opened.onHeard(pings::given);
      }
      reader.tell(new Event.Welcome(speaker.person()));
      subscribe(reader, session.getRequestParameterMap());
      reader.start();
    } catch (RefusedException e) {
      opened.refuse(e.refusal());
    } finally {
      handshake.end();
    }
  }

  private Optional<Protocol> protocol(Handshake handshake) {
    List<String> offered = handshake.offered();
    return offered.isEmpty()
        ? Optional.of(parts.protocols().get(0))
        : parts.protocols().stream().filter(p -> offered.contains(p.name())).findFirst();
  }

  /** Topics in the address: each that is refused is told, and the others are subscribed. */
  private void subscribe(Reader reader, Map<String, List<String>> parameters) {
    for (String text : parameters.getOrDefault("topic", List.of())) {
      try {
        TopicRequest request = TopicRequest.parse(text, Handshake.first(parameters, "last"));
        boolean presence = TopicRequest.flag("presence", Handshake.first(parameters, "presence"));
        parts.hub().subscribe(reader, request.topic(), request.start(), presence);
      } catch (RefusedException e) {
        reader.tell(new Event.Refused(e.refusal(), null, TopicRequest.name(text)));
      }
    }
  }

  /** A part of a text message. */
  @OnMessage
  public void text(String part, boolean isLast) {
    SocketConnection open = Objects.requireNonNull(connection);
    open.heard();
    if (message.isInCrumbs() && !open.passes(1)) {
      return;
    }
    message.add(part, isLast).ifPresent(open::receive);
    if (message.isTooLarge()) {
      open.close(1009, "the limit is a frame of " + parts.frameBytes() + " bytes");
    }
  }

  /** Nobody here takes binary messages. */
  @OnMessage
  public void binary(ByteBuffer part, boolean isLast) {
    Objects.requireNonNull(connection).close(1003, "text only");
  }

  @OnMessage
  public void pong(PongMessage pong) {
    SocketConnection open = Objects.requireNonNull(connection);
    open.heard();
    open.passes(1);
  }

  @OnClose
  public void close(CloseReason reason) {
    if (connection != null) {
      connection.closed(reason.getCloseCode().getCode());
    }
  }

  /** The network failed, or the client broke the rules; the container closes the session. */
  @OnError
  public void error(Throwable fault) {
    LOG.log(System.Logger.Level.DEBUG, "a connection failed: {0}", Printable.of(fault));
    gone();
  }

  private void gone() {
    if (connection != null) {
      connection.gone();
    }
  }
}
