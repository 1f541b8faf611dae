package io.madang.transport.http;

import io.madang.core.Attendance;
import io.madang.core.Door;
import io.madang.core.Encoding;
import io.madang.core.Reader;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Start;
import io.madang.core.TopicRequest;
import io.madang.core.Visitor;
import io.madang.request.Visitors;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /events} without an upgrade: the request chooses between streams and polls.
 *
 * <p>A request with a topic that may not be read is refused whole.
 */
public final class EventsServlet extends HttpServlet {

  private static final int MAX_TOPICS = 100;
  private static final int MAX_WAIT_SECONDS = 30;
  private static final String SSE = "text/event-stream";
  private static final String NDJSON = "application/x-ndjson";

  private final transient HttpParts parts;
  private final transient Encoding<byte[]> serverSentAlone;

  public EventsServlet(HttpParts parts) {
    this.parts = parts;
    this.serverSentAlone = StreamFormat.ServerSent.alone(parts.protocol().frames());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("GET")) {
      listen(request);
    } else {
      Methods.refuse(request, parts, "GET");
    }
  }

  private void listen(HttpServletRequest request) throws IOException {
    AsyncRequest open = AsyncRequest.begin(request);
    Answer answer = new Answer(open, parts);
    try {
      Visitor visitor = Visitors.of(request, parts.door());
      parts.door().checkOrigin(visitor);
      Speaker speaker = parts.door().identify(visitor);
      Asked asked = Asked.of(request);
      if (Requests.accepts(request, SSE)) {
        EventId position = new EventId(asked.topics.size());
        stream(
            new Opening(visitor, speaker, asked),
            open,
            new StreamFormat.ServerSent(parts.protocol().frames(), serverSentAlone, position));
      } else if (Requests.accepts(request, NDJSON)) {
        stream(
            new Opening(visitor, speaker, asked),
            open,
            new StreamFormat.Lines(parts.protocol().frames()));
      } else {
        poll(new Opening(visitor, speaker, asked), waitSeconds(request), answer);
      }
    } catch (RuntimeException e) {
      answer.fail(e);
    }
  }

  /** Who wants to hear what. */
  private record Opening(Visitor visitor, Speaker speaker, Asked asked) {}

  /** The topics of a request. */
  private record Asked(List<TopicRequest> topics, boolean presence) {

    static Asked of(HttpServletRequest request) {
      String[] texts = request.getParameterValues("topic");
      if (texts == null) {
        throw Refusal.badRequest("topic: expected at least one").exception();
      }
      if (texts.length > MAX_TOPICS) {
        throw Refusal.badRequest("topic: the limit is " + MAX_TOPICS + " topics").exception();
      }
      String last = request.getParameter("last");
      String lastId = request.getHeader("Last-Event-ID");
      Map<String, String> resumed =
          lastId == null || lastId.isEmpty() ? Map.of() : EventId.parse(lastId);
      List<TopicRequest> topics = new ArrayList<>();
      for (String text : texts) {
        TopicRequest topic = TopicRequest.parse(text, last);
        String cursor = resumed.get(topic.topic().name());
        topics.add(cursor == null ? topic : new TopicRequest(topic.topic(), Start.after(cursor)));
      }
      return new Asked(topics, TopicRequest.flag("presence", request.getParameter("presence")));
    }
  }

  private static int waitSeconds(HttpServletRequest request) {
    String wait = request.getParameter("wait");
    int seconds = TopicRequest.number("wait", wait, 0);
    if (wait != null && (seconds < 1 || seconds > MAX_WAIT_SECONDS)) {
      throw Refusal.badRequest("wait: expected 1 to " + MAX_WAIT_SECONDS + " seconds").exception();
    }
    return seconds;
  }

  private void stream(Opening opening, AsyncRequest open, StreamFormat format) throws IOException {
    StreamConnection connection = new StreamConnection(parts, open, format);
    Attendance attendance = opening.speaker.isLasting() ? Attendance.CONNECTION : Attendance.NONE;
    Reader reader = parts.hub().connect(opening.speaker, connection, attendance);
    Supplier<Door.Place> door = () -> parts.door().admit(opening.visitor, opening.speaker);
    Door.Place place = admit(opening, reader, door);
    connection.begin(reader, place);
  }

  private void poll(Opening opening, int waitSeconds, Answer answer) {
    PollConnection connection = new PollConnection(parts, answer, waitSeconds);
    Attendance attendance = opening.speaker.isLasting() ? Attendance.LEASE : Attendance.NONE;
    Reader reader = parts.hub().connect(opening.speaker, connection, attendance);
    connection.begin(reader, admit(opening, reader, () -> parts.door().park(opening.visitor)));
  }

  /** Takes a place and subscribes to all topics, or to none. */
  private Door.Place admit(Opening opening, Reader reader, Supplier<Door.Place> door) {
    Door.@Nullable Place place = null;
    try {
      place = door.get();
      for (TopicRequest topic : opening.asked.topics) {
        parts.hub().subscribe(reader, topic.topic(), topic.start(), opening.asked.presence);
      }
      return place;
    } catch (RefusedException e) {
      parts.hub().disconnect(reader);
      if (place != null) {
        place.giveBack();
      }
      throw e;
    }
  }
}
