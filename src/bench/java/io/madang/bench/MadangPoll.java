package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.util.List;

/**
 * The same frames in answers to polls, to listen only.
 *
 * <p>The first poll does not wait: it asks where the topic's end is. From there on each poll goes
 * on at the cursor of the answer before, which is believed as a client would, so that a wrong one
 * shows as a hole or a repeat.
 */
final class MadangPoll extends Madang {

  private static final int WAIT_SECONDS = 20;
  private static final String FIRST = "{\"cursors\"";
  private static final byte[] EVENTS = "\"events\":".getBytes(US_ASCII);

  private final String topic;
  private final byte[] topicField;
  private boolean hasBegun;
  private String cursor = "";

  MadangPoll(Role role) {
    super(role);
    topic = role.listens();
    topicField = Span.name(topic);
  }

  @Override
  public Kind kind() {
    return Kind.ANSWERS;
  }

  @Override
  public String target(URI base) {
    return hasBegun
        ? target(base, topic + "@" + cursor) + "&wait=" + WAIT_SECONDS
        : target(base, topic);
  }

  @Override
  public List<String> headers() {
    return List.of();
  }

  /** Takes the answer's cursor, and returns its events; the first answer tells the cursor only. */
  @Override
  public Span common(Span text) {
    cursor = text.text(topicField);
    if (!hasBegun) {
      hasBegun = true;
      return text;
    }
    int end = text.length() - 1;
    return ObjectArray.units(text.part(Math.min(end, text.indexOf(EVENTS) + EVENTS.length), end));
  }

  @Override
  public byte[] separator() {
    return ObjectArray.SEPARATOR;
  }

  @Override
  public Said said(Span unit) {
    return unit.startsWith(FIRST) ? Said.JOINED : super.said(unit);
  }

  @Override
  public Position position(Span unit) {
    return unit.startsWith(FIRST) ? Position.of(cursor) : super.position(unit);
  }
}
