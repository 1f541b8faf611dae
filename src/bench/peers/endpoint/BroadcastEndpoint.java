package peer;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The broadcast that one writes first: each text goes as it is to all who listen to its room.
 *
 * <p>{@code topic} in the query is the room that a session listens to, {@code to} the one where its
 * texts go. Nothing is durable, nothing is checked, nobody can resume.
 *
 * <p>Threads: the container's, one call at a time for each session.
 */
@ServerEndpoint("/events")
public final class BroadcastEndpoint {

  private static final int LONGEST_MESSAGE = 65_536;
  private static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();

  /** Enters the room. */
  @OnOpen
  public void open(Session session) {
    Outbox outbox = new Outbox(session);
    session.getUserProperties().put("outbox", outbox);
    room(session, "topic").enter(outbox);
  }

  /** Says a text in the other room. */
  @OnMessage(maxMessageSize = LONGEST_MESSAGE)
  public void say(Session session, String text) {
    room(session, "to").say(text);
  }

  /** Leaves the room. */
  @OnClose
  public void close(Session session) {
    room(session, "topic").leave((Outbox) session.getUserProperties().get("outbox"));
  }

  private static Room room(Session session, String parameter) {
    List<String> names = session.getRequestParameterMap().getOrDefault(parameter, List.of());
    return ROOMS.computeIfAbsent(String.join("/", names), unused -> new Room());
  }
}
