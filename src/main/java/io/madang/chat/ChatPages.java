package io.madang.chat;

import io.madang.core.Topic;
import io.madang.pages.PageAnswer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The chat's pages: {@code /} lists rooms, {@code /chat/{room}} is one, and {@code /chat?room=}
 * leads there from what a person typed.
 */
public final class ChatPages extends HttpServlet {

  private static final String ROOMS = "/chat/";

  private final transient RoomPage roomPage;
  private final transient RoomList rooms;

  public ChatPages(ChatParts parts) {
    this.rooms = new RoomList(parts);
    this.roomPage = new RoomPage(parts, rooms);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = path(request, response);
    String typed = request.getParameter("room");
    if (isRoom(path)) {
      room(request, response, path);
    } else if (typed != null) {
      open(request, response, typed);
    } else if (path.startsWith("/chat")) {
      response.sendRedirect(request.getContextPath() + "/");
    } else {
      list(request, response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = path(request, response);
    if (isRoom(path)) {
      room(request, response, path);
    } else {
      response.setHeader("Allow", "GET, HEAD");
      response.sendError(405);
    }
  }

  private static String path(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Vary", "Accept-Language, Cookie");
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private static boolean isRoom(String path) {
    return path.startsWith(ROOMS) && path.length() > ROOMS.length();
  }

  private void room(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException, ServletException {
    Optional<Topic> topic = Rooms.ofPath(path.substring(ROOMS.length()));
    if (topic.isEmpty()) {
      refuse(request, response, 404);
    } else if (request.getMethod().equals("POST")) {
      roomPage.say(request, response, topic.get());
    } else {
      roomPage.show(request, response, topic.get());
    }
  }

  private void open(HttpServletRequest request, HttpServletResponse response, String typed)
      throws IOException, ServletException {
    Optional<Topic> topic = Rooms.ofTyped(typed);
    if (topic.isPresent()) {
      String path = Rooms.Room.of(topic.get()).path();
      response.sendRedirect(request.getContextPath() + ROOMS + path);
    } else {
      refuse(request, response, 400);
    }
  }

  /** No room can have this name: the list, which says so. */
  private void refuse(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException, ServletException {
    response.setStatus(status);
    request.setAttribute("problem", "rooms.badName");
    list(request, response);
  }

  private void list(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    PageAnswer.show(
        request, response, rooms.put(request, RoomList.ALL), "/WEB-INF/pages/rooms.jsp");
  }
}
