package io.madang.bench;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One session of {@link BareBroadcast}: listens to one topic, publishes to any.
 *
 * <p>Threads: the container's, one call at a time.
 */
@ServerEndpoint(value = "/events", subprotocols = "madang.v1")
public final class BroadcastEndpoint {

  private static final int LONGEST_MESSAGE = 65_536;
  private static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();

  /** Enters the room of the topic that the query names. */
  @OnOpen
  public void open(Session session) {
    Outbox outbox = new Outbox(session);
    session.getUserProperties().put("outbox", outbox);
    room(session).enter(outbox);
  }

  /** Says a message to everybody in its topic's room, and acks it. */
  @OnMessage(maxMessageSize = LONGEST_MESSAGE)
  public void publish(Session session, String frame) {
    String topic = between(frame, "\"topic\":\"", "\"");
    String id = between(frame, "\"id\":\"", "\"");
    String body = frame.substring(frame.indexOf("\"body\":") + 7, frame.length() - 1);
    long offset = room(topic).say(id, body);
    outbox(session)
        .send(
            "{\"type\":\"ack\",\"topic\":\"%s\",\"id\":\"%s\",\"cursor\":\"bare.%d\"}"
                .formatted(topic, id, offset));
  }

  /** Leaves the room. */
  @OnClose
  public void close(Session session) {
    room(session).leave(outbox(session));
  }

  private static Room room(Session session) {
    return room(
        String.join("/", session.getRequestParameterMap().getOrDefault("topic", List.of())));
  }

  private static Room room(String topic) {
    return ROOMS.computeIfAbsent(topic, Room::new);
  }

  private static Outbox outbox(Session session) {
    return (Outbox) Objects.requireNonNull(session.getUserProperties().get("outbox"));
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }
}
