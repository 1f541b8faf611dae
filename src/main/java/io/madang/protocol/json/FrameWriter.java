package io.madang.protocol.json;

import io.madang.core.Encoding;
import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Signal;
import io.madang.core.Slice;
import io.madang.core.StateValue;
import io.madang.json.Json;
import io.madang.json.Quote;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes events as JSON frames.
 *
 * <p>Those that carry a client's own JSON text are put together by hand, so that it is not parsed
 * again; the others are records given to JSON-B. Threads: any.
 */
final class FrameWriter implements Encoding<String> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Json json;
  private final ServerFrames frames;

  FrameWriter(Json json, ServerFrames frames) {
    this.json = json;
    this.frames = frames;
  }

  @Override
  public String encode(Event event) {
    if (event instanceof Slice slice) {
      return slice.messages().stream()
          .map(message -> message.encoded(this))
          .collect(Collectors.joining("\n"));
    }
    if (event instanceof Message message) {
      return message(message);
    }
    if (event instanceof StateValue value) {
      return state(value);
    }
    if (event instanceof Signal signal) {
      return signal(signal);
    }
    return json.write(frames.of(event));
  }

  private static String message(Message m) {
    StringBuilder out = new StringBuilder(m.body().length() + 250);
    out.append("{\"type\":\"message\",\"topic\":");
    Quote.to(out, m.topic().name());
    out.append(",\"cursor\":\"").append(m.cursor()).append("\",\"id\":");
    Quote.to(out, m.id());
    person(out, m.sender());
    out.append(",\"at\":\"");
    TIME.formatTo(Instant.ofEpochMilli(m.atMillis()), out);
    return out.append("\",\"body\":").append(m.body()).append('}').toString();
  }

  private static String state(StateValue value) {
    StringBuilder out = new StringBuilder(value.json().length() + 120);
    out.append("{\"type\":\"state\",\"topic\":");
    Quote.to(out, value.topic().name());
    out.append(",\"key\":");
    Quote.to(out, value.key());
    out.append(",\"version\":").append(value.version());
    return out.append(",\"value\":").append(value.json()).append('}').toString();
  }

  private static String signal(Signal signal) {
    StringBuilder out = new StringBuilder(signal.body().length() + 150);
    out.append("{\"type\":\"signal\",\"topic\":");
    Quote.to(out, signal.topic().name());
    person(out, signal.sender());
    return out.append(",\"body\":").append(signal.body()).append('}').toString();
  }

  private static void person(StringBuilder out, Person person) {
    out.append(",\"user\":");
    Quote.to(out, person.user());
    out.append(",\"name\":");
    Quote.to(out, person.name());
  }
}
