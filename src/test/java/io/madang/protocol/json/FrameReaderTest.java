package io.madang.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.core.Cursor;
import io.madang.core.Refusal;
import io.madang.core.Start;
import io.madang.core.Topic;
import io.madang.json.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients say, and what is wrong with it. */
class FrameReaderTest {

  private static final Topic LOBBY = new Topic("chat/lobby");

  private final FrameReader reader = new FrameReader(new Json(8));

  private ClientFrame.Invalid invalid(String line) {
    assertThat(reader.read(line)).isInstanceOf(ClientFrame.Invalid.class);
    return (ClientFrame.Invalid) reader.read(line);
  }

  @Test
  void aSubscriptionMayHaveACursorOrANumber() {
    assertThat(reader.read("{\"type\":\"subscribe\",\"topic\":\"chat/lobby\"}"))
        .isEqualTo(new ClientFrame.Subscribe(LOBBY, Start.newest(0), false));
    assertThat(
            reader.read(
                "{\"type\":\"subscribe\",\"topic\":\"chat/lobby\",\"last\":50,\"presence\":true}"))
        .isEqualTo(new ClientFrame.Subscribe(LOBBY, Start.newest(50), true));
    assertThat(
            reader.read(
                "{\"type\":\"subscribe\",\"topic\":\"chat/lobby\",\"last\":50,\"cursor\":\"e.4\"}"))
        .isEqualTo(new ClientFrame.Subscribe(LOBBY, new Start(new Cursor("e", 4), null, 0), false));
    assertThat(
            reader.read(
                "{\"type\":\"subscribe\",\"topic\":\"chat/lobby\",\"last\":null,\"cursor\":null}"))
        .isEqualTo(new ClientFrame.Subscribe(LOBBY, Start.newest(0), false));
  }

  @Test
  void theOtherFramesAreRead() {
    assertThat(reader.read("{\"type\":\"unsubscribe\",\"topic\":\"chat/lobby\"}"))
        .isEqualTo(new ClientFrame.Unsubscribe(LOBBY));
    assertThat(reader.read(" {\"type\":\"ping\"} ")).isEqualTo(new ClientFrame.Ping());
    assertThat(
            reader.read(
                "{\"type\":\"publish\",\"topic\":\"chat/lobby\",\"id\":\"7f\",\"body\":{\"a\":1}}"))
        .isInstanceOfSatisfying(
            ClientFrame.Publish.class, f -> assertThat(f.body()).hasToString("{\"a\":1}"));
    assertThat(reader.read("{\"type\":\"signal\",\"topic\":\"chat/lobby\",\"body\":{}}"))
        .isInstanceOf(ClientFrame.SignalAll.class);
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(reader.read("{\"type\":\"ping\",\"more\":[1,{\"a\":null}]}"))
        .isEqualTo(new ClientFrame.Ping());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | type: expected a text",
        "{\"type\":1} | type: expected a text",
        "{\"type\":\"nonsense\"} | type: unknown",
        "{\"type\":\"subscribe\"} | topic: expected a text",
        "{\"type\":\"subscribe\",\"topic\":7} | topic: expected a text",
        "{\"type\":\"subscribe\",\"topic\":\"a b\"} | topic: the name",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"cursor\":\"x\"} | cursor: expected",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"cursor\":1} | cursor: expected a text",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"last\":\"5\"} | last: expected a whole number",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"last\":1.5} | last: expected a whole number",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"last\":-1} | last: expected 0 to 1000",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"last\":1001} | last: expected 0 to 1000",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"last\":4294967297} | last: expected 0 to 1000",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"last\":18446744073709551617} | last: expected",
        "{\"type\":\"subscribe\",\"topic\":\"a\",\"presence\":1} | presence: expected true",
        "{\"type\":\"unsubscribe\"} | topic: expected a text",
        "{\"type\":\"publish\",\"topic\":\"a\",\"body\":{}} | id: expected a text",
        "{\"type\":\"publish\",\"topic\":\"a\",\"id\":1,\"body\":{}} | id: expected a text",
        "{\"type\":\"publish\",\"topic\":\"a\",\"id\":\"1\"} | body: expected a JSON object",
        "{\"type\":\"publish\",\"topic\":\"a\",\"id\":\"1\",\"body\":[]} | body: expected a JSON",
        "{\"type\":\"signal\",\"topic\":\"a\"} | body: expected a JSON object",
        "{\"type\":\"signal\",\"body\":{}} | topic: expected a text",
        "[] | expected a JSON object",
        "not json | not JSON"
      })
  void aBadFrameIsABadRequestThatNamesTheField(String line, String detail) {
    Refusal refusal = invalid(line).refusal();
    assertThat(refusal.code()).isEqualTo(Refusal.Code.BAD_REQUEST);
    assertThat(refusal.detail()).startsWith(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "1E400", "1e1000000000", "-1e1000000000"})
  void hugeNumbersCostNothing(String number) {
    String line = "{\"type\":\"subscribe\",\"topic\":\"a\",\"last\":" + number + "}";
    assertThat(invalid(line).refusal().code()).isEqualTo(Refusal.Code.BAD_REQUEST);
  }

  @Test
  void whatCouldBeReadIsGivenBack() {
    ClientFrame.Invalid frame =
        invalid("{\"type\":\"publish\",\"topic\":\"chat/lobby\",\"id\":\"7f\",\"body\":1}");
    assertThat(frame.id()).isEqualTo("7f");
    assertThat(frame.topic()).isEqualTo("chat/lobby");
  }

  @Test
  void whatIsTooLongIsNotGivenBack() {
    assertThat(invalid("{\"type\":\"publish\",\"id\":\"" + "x".repeat(201) + "\"}").id()).isNull();
  }

  @Test
  void aTokenIsReadAndNeverShown() {
    ClientFrame frame = reader.read("{\"type\":\"auth\",\"token\":\"secret\"}");
    assertThat(((ClientFrame.Auth) frame).token()).isEqualTo("secret");
    assertThat(frame.toString()).doesNotContain("secret");
  }

  @Property(tries = 2_000)
  void itNeverThrows(@ForAll String line) {
    assertThat(reader.read(line)).isNotNull();
    assertThat(reader.read("{\"type\":\"publish\",\"topic\":" + line + "}")).isNotNull();
  }
}
