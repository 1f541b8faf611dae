package io.madang.chat;

import io.madang.core.Kept;
import io.madang.core.Page;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.pages.Forms;
import io.madang.pages.PageAnswer;
import io.madang.request.Visitors;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A room's page: its newest messages, and a form that says something in it.
 *
 * <p>With JavaScript the page goes on by itself; without it, reading and speaking are this class.
 */
final class RoomPage {

  private static final int ROWS = 50;

  /** Some messages change others and are no rows. */
  private static final int MESSAGES = 200;

  private static final int ROOMS = 50;

  /** Percent-encoding makes three characters of a byte; beside the text there are short fields. */
  private static final int MAX_GROWTH = 3;

  private final ChatParts parts;
  private final RoomList rooms;
  private final Forms forms;

  RoomPage(ChatParts parts, RoomList rooms) {
    this.parts = parts;
    this.rooms = rooms;
    this.forms = new Forms(parts.door());
  }

  /** Shows the room. */
  void show(HttpServletRequest request, HttpServletResponse response, Topic topic)
      throws IOException, ServletException {
    PageAnswer.give(request, response, page(request, topic));
  }

  /** The page, when the request has all that it shows. */
  private CompletableFuture<Optional<String>> page(HttpServletRequest request, Topic topic) {
    request.setAttribute("room", Rooms.Room.of(topic));
    request.setAttribute("guestName", Guest.of(request).name());
    request.setAttribute("id", UUID.randomUUID().toString());
    return CompletableFuture.allOf(rooms.put(request, ROOMS), rows(request, topic))
        .thenApply(done -> Optional.of("/WEB-INF/pages/room.jsp"));
  }

  /** Gives the page its {@code rows}, or none and the {@code problem}; never fails. */
  private CompletableFuture<Void> rows(HttpServletRequest request, Topic topic) {
    return history(request, topic)
        .thenApply(page -> Transcript.of(parts.json(), page.messages(), ROWS))
        .handle(
            (rows, fault) -> {
              request.setAttribute("rows", fault == null ? rows : List.of());
              if (fault != null && request.getAttribute("problem") == null) {
                request.setAttribute("problem", "say." + Refusal.of(fault).code().wire());
              }
              return null;
            });
  }

  private CompletableFuture<Page> history(HttpServletRequest request, Topic topic) {
    try {
      Speaker reader = parts.door().identify(Visitors.of(request, parts.door(), null, null));
      return parts.hub().history(reader, topic, Long.MAX_VALUE, MESSAGES);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Says what the form holds, then leads back to the room; or shows it with what was wrong. */
  void say(HttpServletRequest request, HttpServletResponse response, Topic topic)
      throws IOException, ServletException {
    PageAnswer.give(
        request,
        response,
        publish(request, topic)
            .handle(
                (guest, fault) -> {
                  if (fault != null) {
                    refuse(request, response, Refusal.of(fault));
                    return page(request, topic);
                  }
                  guest.remember(request, response);
                  response.setStatus(303);
                  response.setHeader("Location", request.getRequestURI() + "#composer");
                  return CompletableFuture.completedFuture(Optional.<String>empty());
                })
            .thenCompose(outcome -> outcome));
  }

  private CompletableFuture<Guest> publish(HttpServletRequest request, Topic topic) {
    try {
      forms.check(request);
      checkLength(request.getContentLengthLong());
      request.setAttribute("typedName", request.getParameter("name"));
      request.setAttribute("typedText", request.getParameter("text"));
      boolean isMember = request.getRemoteUser() != null;
      Guest guest = isMember ? Guest.of(request) : new Guest(field(request, "name").strip());
      JsonObject body = Json.createObjectBuilder().add("text", field(request, "text")).build();
      checkText(body);
      @Nullable String name = isMember ? null : guest.name(); // who has signed in needs none
      Speaker speaker = parts.door().identify(Visitors.of(request, parts.door(), name, null));
      CompletableFuture<Kept.OfMessage> kept =
          parts.hub().publish(speaker, topic, field(request, "id"), body);
      return kept.thenApply(message -> guest);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void checkLength(long length) {
    if (length < 0 || length > (long) MAX_GROWTH * parts.maxBodyBytes()) {
      throw tooLarge();
    }
  }

  private void checkText(JsonObject body) {
    if (body.getString("text").isBlank()) {
      throw Refusal.badRequest("text: expected some").exception();
    }
    if (body.toString().getBytes(StandardCharsets.UTF_8).length > parts.maxBodyBytes()) {
      throw tooLarge();
    }
  }

  private RuntimeException tooLarge() {
    return Refusal.tooLarge("the limit is a message of " + parts.maxBodyBytes() + " bytes")
        .exception();
  }

  private static String field(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    if (value == null) {
      throw Refusal.badRequest(name + ": expected a text").exception();
    }
    return value.replace("\r\n", "\n");
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    response.setStatus(refusal.code().status());
    String code = refusal.code().wire();
    boolean isName = refusal.detail().startsWith("name:");
    request.setAttribute("problem", isName ? "say.badName" : "say." + code);
  }
}
