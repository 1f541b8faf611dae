package io.madang.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.RefusedException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON in and out. */
class JsonTest {

  private static final int DEPTH = 4;
  private static final Json JSON = new Json(DEPTH);

  @Test
  void asDeepAsTheLimitIsRead() {
    assertThat(JSON.object("{\"a\":{\"b\":{\"c\":{}}}}")).hasSize(1);
    assertThat(JSON.value("[[[[]]]]").asJsonArray()).hasSize(1);
  }

  @Test
  void oneDeeperIsRefusedWithTheLimit() {
    assertThatThrownBy(() -> JSON.object("{\"a\":[[[[]]]]}"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the limit is a JSON depth of 4");
  }

  @Test
  void veryDeepTextsCostNothing() {
    assertThatThrownBy(() -> JSON.object("[".repeat(1_000_000)))
        .hasMessage("the limit is a JSON depth of 4");
    assertThatThrownBy(() -> JSON.object("{\"a\":".repeat(100_000)))
        .hasMessage("the limit is a JSON depth of 4");
  }

  @Test
  void bracketsInTextsDoNotNest() {
    assertThat(JSON.object("{\"a\":\"[[[[[[[\\\"[[[[[{{{{{{\"}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"b\":{\"a\":1},\"\\u0061\":2}",
        "[{\"b\":[],\"a\" : 1,\"a\"\n:null}]"
      })
  void aFieldThatIsThereTwiceIsNamed(String text) {
    assertThatThrownBy(() -> JSON.value(text)).hasMessage("a: the field is there twice");
  }

  @Test
  void fieldsOfOneNameInSeveralObjectsAreSeveral() {
    assertThat(JSON.value("[{\"a\":{\"a\":\"a\"}},{\"a\":[\"a\",\"a\"]}]")).isNotNull();
    assertThat(JSON.object("{\"a\":1,\"A\":1,\"\\\\u0061\":1}")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000000", "-1E-9999", "1e+00001"})
  void aNumberOfALargeExponentIsRefused(String number) {
    assertThatThrownBy(() -> JSON.value(number)).hasMessageContaining("exponent of 3 digits");
  }

  @Test
  void aLongNumberIsRefusedBeforeItIsReckoned() {
    assertThatThrownBy(() -> JSON.value("9".repeat(1_000_000))).hasMessageContaining("64");
    assertThatThrownBy(() -> JSON.value("0." + "1".repeat(63))).hasMessageContaining("64");
    assertThat(JSON.value("9".repeat(64))).isNotNull();
    assertThat(JSON.value("1e999")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{]",
        "nul",
        "{\"a\":1",
        "{'a':1}",
        "{\"a\":01}",
        "1 2",
        "],[",
        "\"a"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JSON.value(text)).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"a\"", "null", "[]", "true"})
  void whatIsNoObjectIsRefusedAsOne(String text) {
    assertThat(JSON.value(text)).isNotNull();
    assertThatThrownBy(() -> JSON.object(text)).hasMessage("expected a JSON object");
  }

  @Test
  void fieldsAreNamedWhenTheyAreNotAsTheyShouldBe() {
    var object = JSON.object("{\"a\":1,\"b\":null}");
    assertThatThrownBy(() -> Json.text(object, "a")).hasMessage("a: expected a text");
    assertThatThrownBy(() -> Json.text(object, "b")).hasMessage("b: expected a text");
    assertThatThrownBy(() -> Json.text(object, "c")).hasMessage("c: expected a text");
    assertThatThrownBy(() -> Json.object(object, "a")).hasMessage("a: expected a JSON object");
    assertThat(Json.textOrNull(object, "b")).isNull();
  }

  @Property(tries = 2_000)
  void everyTextSurvivesItsQuotes(@ForAll String text) {
    StringBuilder quoted = new StringBuilder();
    Quote.to(quoted, text);
    JsonValue read = JSON.value(quoted.toString());
    assertThat(((JsonString) read).getString()).isEqualTo(text);
  }
}
