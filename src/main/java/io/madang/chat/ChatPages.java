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
import java.util.List;

/** The chat's pages: {@code /} lists rooms, {@code /chat/{room}} is one. */
public final class ChatPages extends HttpServlet {

  private static final int MAX_ROOMS = 200;

  private final transient Hub hub;

  public ChatPages(Hub hub) {
    this.hub = hub;
  }

  /** A room as the list shows it. */
  public record Room(String name, String path) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (path.startsWith("/chat/") && path.length() > "/chat/".length()) {
      room(request, response, path.substring("/chat/".length()));
    } else {
      rooms(request);
    }
  }

  private static void room(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    try {
      String name = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      request.setAttribute("topic", new Topic(Chat.NAMESPACE + "/" + name).name());
      request.setAttribute("room", name);
      request.startAsync().dispatch("/WEB-INF/pages/room.jsp");
    } catch (RefusedException | IllegalArgumentException e) {
      response.sendError(404);
    }
  }

  private void rooms(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    hub.topics(Chat.NAMESPACE, MAX_ROOMS)
        .exceptionally(storeIsAway -> List.of())
        .thenAccept(
            topics -> {
              request.setAttribute("rooms", topics.stream().map(ChatPages::room).toList());
              async.dispatch("/WEB-INF/pages/rooms.jsp");
            });
  }

  private static Room room(Topic topic) {
    String name = topic.name().substring(topic.name().indexOf('/') + 1);
    String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/");
    return new Room(name, path);
  }
}
