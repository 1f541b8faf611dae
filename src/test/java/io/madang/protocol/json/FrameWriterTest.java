package io.madang.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.core.Cursor;
import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Refusal;
import io.madang.core.Signal;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import io.madang.json.Json;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's frames, to the letter. */
class FrameWriterTest {

  private static final Topic LOBBY = new Topic("chat/로비");
  private static final Person ANN = new Person("ann", "Ann \"앤\"");

  private final Json json = new Json(8);
  private final FrameWriter writer =
      new FrameWriter(json, new ServerFrames(25, new ServerFrames.LimitsPart(65_536, 100, 20)));

  private static Message message(String id, long atMillis, String body) {
    return new Message(LOBBY, new Cursor("k3", 42), id, ANN, atMillis, body);
  }

  @Test
  void aMessageIsWrittenInTheOrderOfTheContract() {
    long at = Instant.parse("2026-11-21T09:00:00.123Z").toEpochMilli();
    assertThat(writer.encode(message("7f", at, "{\"text\":\"안녕\"}")))
        .isEqualTo(
            "{\"type\":\"message\",\"topic\":\"chat/로비\",\"cursor\":\"k3.42\",\"id\":\"7f\","
                + "\"user\":\"ann\",\"name\":\"Ann \\\"앤\\\"\",\"at\":\"2026-11-21T09:00:00.123Z\","
                + "\"body\":{\"text\":\"안녕\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T09:00:00.000Z",
    "2026-11-21T09:00:00.120Z",
    "1970-01-01T00:00:00.001Z",
    "2026-12-31T23:59:59.999Z"
  })
  void timesHaveMillisecondsAlways(String time) {
    assertThat(writer.encode(message("a", Instant.parse(time).toEpochMilli(), "{}")))
        .contains("\"at\":\"" + time + "\"");
  }

  /** The frame as a value: the order of its fields means nothing. */
  private ObjectAssert<Object> assertThatFrame(Event event) {
    return new ObjectAssert<>(json.object(writer.encode(event)));
  }

  @Test
  void theOtherFramesAreAsInTheContract() {
    assertThatFrame(new Event.Welcome(new Person("u", "n")))
        .isEqualTo(
            json.object(
                "{\"type\":\"welcome\",\"user\":\"u\",\"name\":\"n\",\"heartbeat\":25,"
                    + "\"limits\":{\"frame\":65536,\"topics\":100,\"publishPerSecond\":20}}"));
    assertThatFrame(new Event.Subscribed(LOBBY, new Cursor("k3", 41), true))
        .isEqualTo(
            json.object(
                "{\"type\":\"subscribed\",\"topic\":\"chat/로비\",\"cursor\":\"k3.41\",\"recovered\":true}"));
    assertThatFrame(new Event.Ack(LOBBY, "7f", new Cursor("k3", 42)))
        .isEqualTo(
            json.object(
                "{\"type\":\"ack\",\"topic\":\"chat/로비\",\"id\":\"7f\",\"cursor\":\"k3.42\"}"));
    assertThatFrame(new Event.Gap(LOBBY, new Cursor("k3", 30), Event.Gap.Reason.TRIMMED))
        .isEqualTo(
            json.object(
                "{\"type\":\"gap\",\"topic\":\"chat/로비\",\"cursor\":\"k3.30\",\"reason\":\"trimmed\"}"));
    assertThatFrame(new StateValue(LOBBY, "ticker", new Cursor("e", 981), "{\"p\":1}"))
        .isEqualTo(
            json.object(
                "{\"type\":\"state\",\"topic\":\"chat/로비\",\"key\":\"ticker\",\"version\":981,"
                    + "\"value\":{\"p\":1}}"));
    assertThatFrame(new Signal(LOBBY, new Person("u", "n"), "{\"typing\":true}"))
        .isEqualTo(
            json.object(
                "{\"type\":\"signal\",\"topic\":\"chat/로비\",\"user\":\"u\",\"name\":\"n\","
                    + "\"body\":{\"typing\":true}}"));
    assertThatFrame(new Event.Roster(LOBBY, List.of(new Person("u", "n"))))
        .isEqualTo(
            json.object(
                "{\"type\":\"presence\",\"topic\":\"chat/로비\",\"online\":[{\"user\":\"u\",\"name\":\"n\"}]}"));
    assertThatFrame(new Event.RosterChange(LOBBY, List.of(), List.of(new Person("u", "n"))))
        .isEqualTo(
            json.object(
                "{\"type\":\"presence\",\"topic\":\"chat/로비\",\"join\":[],"
                    + "\"leave\":[{\"user\":\"u\",\"name\":\"n\"}]}"));
    assertThatFrame(new Event.Pong()).isEqualTo(json.object("{\"type\":\"pong\"}"));
    assertThatFrame(new Event.Bye("drain", 2.4))
        .isEqualTo(json.object("{\"type\":\"bye\",\"reason\":\"drain\",\"retryAfter\":2.4}"));
  }

  @Test
  void anErrorSaysOnlyWhatThereIsToSay() {
    Refusal busy = Refusal.rateLimited("too many", Duration.ofMillis(1_234));
    assertThatFrame(new Event.Refused(busy, "7f", "chat/로비"))
        .isEqualTo(
            json.object(
                "{\"type\":\"error\",\"code\":\"rate_limited\",\"detail\":\"too many\",\"id\":\"7f\","
                    + "\"topic\":\"chat/로비\",\"retryAfter\":1.234}"));
    assertThatFrame(new Event.Refused(Refusal.badRequest("x"), null, null))
        .isEqualTo(json.object("{\"type\":\"error\",\"code\":\"bad_request\",\"detail\":\"x\"}"));
  }

  /** Ids and names are checked elsewhere; whatever they are, a frame is one line of good JSON. */
  @Property(tries = 1_000)
  void anyTextMakesAGoodFrame(@ForAll String text) throws Exception {
    Person odd = new Person("u", text);
    Message message = new Message(LOBBY, new Cursor("k3", 1), text, odd, 0, "{}");
    Event refused = new Event.Refused(Refusal.badRequest("x"), text, text);
    for (Event event :
        List.of(message, refused, new StateValue(LOBBY, text, new Cursor("e", 1), "1"))) {
      String frame = writer.encode(event);
      assertThat(frame.lines()).hasSize(1);
      assertThat(json.object(frame)).isNotEmpty();
      assertThat(isUtf8(frame)).isTrue();
    }
    assertThat(json.object(writer.encode(message)).getString("id")).isEqualTo(text);
  }

  @Test
  void halfACharacterThatAClientSentIsGivenBackAsAnEscape() {
    String half = "a\ud83db";
    String frame = writer.encode(new Event.Refused(Refusal.badRequest("x"), half, null));
    assertThat(isUtf8(frame)).isTrue();
    assertThat(json.object(frame).getString("id")).isEqualTo(half);
  }

  private static boolean isUtf8(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).hasRemaining();
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
