package io.madang.chat;

import io.madang.core.Hub;
import io.madang.core.RefusedException;
import io.madang.core.Topic;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * The chat's pages: {@code /} lists rooms, {@code /chat/{room}} is one, and {@code /chat?room=}
 * leads there from what a person typed.
 */
public final class ChatPages extends HttpServlet {

  private static final int MAX_ROOMS = 200;
  private static final String ROOMS = "/chat/";

  private final transient Hub hub;

  public ChatPages(Hub hub) {
    this.hub = hub;
  }

  /** A room as the list shows it; its path is percent-encoded. */
  public record Room(String name, String path) {

    private static Room of(Topic topic) {
      String name = topic.name().substring(Chat.NAMESPACE.length() + 1);
      return new Room(name, URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/"));
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Vary", "Accept-Language");
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String typed = request.getParameter("room");
    if (path.startsWith(ROOMS) && path.length() > ROOMS.length()) {
      room(request, response, path.substring(ROOMS.length()));
    } else if (typed != null) {
      open(request, response, typed);
    } else if (path.startsWith("/chat")) {
      response.sendRedirect(request.getContextPath() + "/");
    } else {
      rooms(request);
    }
  }

  private void room(HttpServletRequest request, HttpServletResponse response, String path) {
    Optional<Topic> topic = decode(path).flatMap(ChatPages::topic);
    if (topic.isPresent()) {
      request.setAttribute("topic", topic.get().name());
      request.setAttribute("room", Room.of(topic.get()).name());
      request.startAsync().dispatch("/WEB-INF/pages/room.jsp");
    } else {
      refuse(request, response, 404);
    }
  }

  private void open(HttpServletRequest request, HttpServletResponse response, String typed)
      throws IOException {
    String name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).replaceAll("\\s+", "-");
    Optional<Topic> topic = topic(name);
    if (topic.isPresent()) {
      String path = Room.of(topic.get()).path();
      response.sendRedirect(request.getContextPath() + ROOMS + path);
    } else {
      refuse(request, response, 400);
    }
  }

  /** No room can have this name: the list, which says so. */
  private void refuse(HttpServletRequest request, HttpServletResponse response, int status) {
    response.setStatus(status);
    request.setAttribute("problem", "rooms.badName");
    rooms(request);
  }

  private void rooms(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    hub.topics(Chat.NAMESPACE, MAX_ROOMS)
        .whenComplete(
            (topics, error) -> {
              if (error == null) {
                request.setAttribute("rooms", topics.stream().map(Room::of).toList());
              } else {
                request.setAttribute("rooms", List.of());
                request.setAttribute("problem", "rooms.away");
              }
              async.dispatch("/WEB-INF/pages/rooms.jsp");
            });
  }

  private static Optional<String> decode(String path) {
    try {
      return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Topic> topic(String room) {
    try {
      return Optional.of(new Topic(Chat.NAMESPACE + "/" + room));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }
}
