package io.madang.transport.http;

import io.madang.access.Rooms;
import io.madang.core.Cursor;
import io.madang.core.Event;
import io.madang.core.Hub;
import io.madang.core.LogEnds;
import io.madang.core.Page;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.core.TopicRequest;
import io.madang.core.Visitor;
import io.madang.json.Json;
import io.madang.request.Body;
import io.madang.request.Visitors;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /topics/…}: the REST way to the same topics. */
public final class TopicsServlet extends HttpServlet {

  private static final int PAGE = 50;
  private static final int MAX_PAGE = 1_000;

  private final transient HttpParts parts;

  public TopicsServlet(HttpParts parts) {
    this.parts = parts;
  }

  /** One request on its way. */
  private record Call(HttpServletRequest request, Answer answer, Speaker speaker, TopicPath path) {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncRequest open = AsyncRequest.begin(request);
    Answer answer = new Answer(open, parts);
    try {
      TopicPath path = TopicPath.of(Requests.path(request), request.getMethod());
      Visitor visitor = Visitors.of(request, parts.door());
      if (!request.getMethod().equals("GET")) {
        parts.door().checkOrigin(visitor);
      }
      Call call = new Call(request, answer, parts.door().identify(visitor), path);
      if (!path.resource().has(request.getMethod())) {
        Methods.refuse(answer, path.resource().methods());
      } else if (request.getMethod().equals("GET")) {
        get(call);
      } else {
        write(call);
      }
    } catch (RuntimeException e) {
      answer.fail(e);
    }
  }

  // Reading.

  private void get(Call call) {
    Topic topic = call.path.topic();
    switch (call.path.resource()) {
      case MESSAGES -> history(call, topic);
      case ACCESS -> call.answer.object(200, about(parts.rooms().view(call.speaker, topic)));
      case STATE -> then(call, parts.hub().state(call.speaker, topic), state -> state(call, state));
      default ->
          then(
              call,
              parts.hub().info(call.speaker, topic),
              info -> call.answer.object(200, about(topic, info)));
    }
  }

  private void history(Call call, Topic topic) {
    int limit = TopicRequest.number("limit", call.request.getParameter("limit"), PAGE);
    if (limit < 1 || limit > MAX_PAGE) {
      throw Refusal.badRequest("limit: expected 1 to " + MAX_PAGE).exception();
    }
    String text = call.request.getParameter("before");
    Cursor before = text == null ? null : Cursor.parse(text);
    long offset = before == null ? Long.MAX_VALUE : before.offset();
    then(
        call,
        parts.hub().history(call.speaker, topic, offset, limit),
        page -> page(call, page, before));
  }

  private void page(Call call, Page page, @Nullable Cursor before) {
    LogEnds ends = page.ends();
    if (before != null && !before.epoch().equals(ends.epoch())) {
      call.answer.refuse(Refusal.notFound("before: the log of this epoch is gone"));
      return;
    }
    String messages =
        page.messages().stream()
            .map(message -> message.encoded(parts.protocol().frames()))
            .collect(Collectors.joining(","));
    call.answer.json(
        200,
        "{\"messages\":["
            + messages
            + "],\"first\":\""
            + ends.firstCursor()
            + "\",\"head\":\""
            + ends.headCursor()
            + "\"}");
  }

  private void state(Call call, Hub.TopicState state) {
    long version = state.values().stream().mapToLong(StateValue::version).max().orElse(0);
    EntityTag tag = new EntityTag(state.epoch() + "-" + version);
    call.answer.head(response -> response.setHeader("ETag", tag.quoted()));
    if (tag.isAmong(call.request.getHeader("If-None-Match"))) {
      call.answer.empty(304);
      return;
    }
    String values =
        state.values().stream()
            .map(
                value ->
                    parts.json().write(value.key())
                        + ":{\"version\":"
                        + value.version()
                        + ",\"value\":"
                        + value.json()
                        + "}")
            .collect(Collectors.joining(","));
    call.answer.json(200, "{" + values + "}");
  }

  /** What a topic is. */
  public record About(String topic, String head, String first, int online, Policy policy) {}

  /** What holds for a topic; ages in seconds. */
  public record Policy(
      boolean durable,
      String read,
      String publish,
      String signal,
      String state,
      boolean presence,
      boolean attachments,
      long keepMessages,
      long keepSeconds) {}

  private static About about(Topic topic, Hub.TopicInfo info) {
    TopicPolicy policy = info.policy();
    return new About(
        topic.name(),
        info.ends().headCursor().toString(),
        info.ends().firstCursor().toString(),
        info.online(),
        new Policy(
            policy.isDurable(),
            policy.read().toString(),
            policy.publish().toString(),
            policy.signal().toString(),
            policy.state().toString(),
            policy.hasPresence(),
            policy.takesAttachments(),
            policy.retention().messages(),
            policy.retention().age().toSeconds()));
  }

  // Writing.

  private void write(Call call) throws IOException {
    if (!Requests.isJson(call.request)) {
      call.answer.refuse(415, Refusal.badRequest("Content-Type: expected application/json"));
      return;
    }
    if (Requests.isPacked(call.request)) {
      call.answer.refusePacked();
      return;
    }
    then(call, Body.read(call.request, parts.bodies()), body -> write(call, body));
  }

  private void write(Call call, String body) {
    Topic topic = call.path.topic();
    switch (call.path.resource()) {
      case MESSAGES -> publish(call, topic, parts.json().object(body));
      case SIGNALS -> {
        parts.hub().signal(call.speaker, topic, Json.object(parts.json().object(body), "body"));
        call.answer.empty(202);
      }
      case ACCESS -> access(call, topic, parts.json().object(body));
      default ->
          then(
              call,
              parts
                  .hub()
                  .setState(
                      call.speaker,
                      topic,
                      String.valueOf(call.path.key()),
                      parts.json().value(body)),
              value -> call.answer.json(200, "{\"version\":" + value.version() + "}"));
    }
  }

  private static Map<String, Object> about(Rooms.View room) {
    Map<String, Object> may =
        Map.of(
            "moderate", room.may().moderate(),
            "ban", room.may().ban(),
            "change", room.may().change());
    return room.owned()
        ? Map.of(
            "private",
            room.isPrivate(),
            "owner",
            room.owner(),
            "members",
            room.members(),
            "may",
            may)
        : Map.of("private", false, "may", may);
  }

  private void access(Call call, Topic topic, JsonObject body) {
    then(
        call,
        parts.rooms().set(call.speaker, topic, Rooms.Wish.of(body)),
        done -> call.answer.empty(204));
  }

  private void publish(Call call, Topic topic, JsonObject frame) {
    String id = Json.text(frame, "id");
    then(
        call,
        parts.hub().publish(call.speaker, topic, id, Json.object(frame, "body")),
        kept -> {
          Event ack = new Event.Ack(topic, id, kept.message().cursor());
          call.answer.json(kept.isRepeat() ? 200 : 201, ack.encoded(parts.protocol().frames()));
        });
  }

  /** Goes on when the result is there, or tells why there is none. */
  private <T> void then(Call call, CompletableFuture<T> result, Consumer<T> next) {
    result
        .thenAcceptAsync(next, parts.answers())
        .whenComplete(
            (done, fault) -> {
              if (fault != null) {
                parts.answers().execute(() -> call.answer.fail(fault));
              }
            });
  }
}
