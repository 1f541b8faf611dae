package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of names, held against a second telling of it. */
class TopicTest {

  private static final String SEGMENT = "[\\p{L}\\p{Nd}._~-]{1,64}";
  private static final Pattern GRAMMAR =
      Pattern.compile(SEGMENT + "(/" + SEGMENT + "){0,3}", Pattern.UNICODE_CHARACTER_CLASS);

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> likely =
        Arbitraries.strings()
            .withChars("ab9._-~/가힣é한")
            .withChars('e', '\u0301', ' ', '%', '\ud835', '\udd38', '\u0660')
            .ofMaxLength(12);
    Arbitrary<String> segments =
        Arbitraries.strings().withChars("a가").ofMinLength(1).ofMaxLength(70);
    Arbitrary<String> long_ = segments.list().ofMaxSize(5).map(parts -> String.join("/", parts));
    return Arbitraries.oneOf(likely, long_, Arbitraries.strings().ofMaxLength(8));
  }

  @Property(tries = 5_000)
  void aNameIsTakenWhenTheGrammarSaysSo(@ForAll("names") String name) {
    boolean isGood =
        GRAMMAR.matcher(name).matches()
            && name.getBytes(StandardCharsets.UTF_8).length <= 200
            && Normalizer.isNormalized(name, Normalizer.Form.NFC);
    assertThat(isTaken(name)).isEqualTo(isGood);
  }

  private static boolean isTaken(String name) {
    try {
      return new Topic(name).name().equals(name);
    } catch (RefusedException e) {
      assertThat(e.refusal().code()).isEqualTo(Refusal.Code.BAD_REQUEST);
      assertThat(e.refusal().detail()).startsWith("topic: ");
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chat/lobby", "market/BTC-KRW", "방/로비", "a", "a/b/c/d", "~._-", "chat/한국어.방"})
  void theseAreNames(String name) {
    assertThat(new Topic(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty segment",
    "/a, empty segment",
    "a/, empty segment",
    "a//b, empty segment",
    "a/b/c/d/e, more than 4",
    "a b, letters",
    "a@b, letters",
    "a%2Fb, letters",
    "\u1112\u1161\u11ab, NFC"
  })
  void theseAreNotAndTheRuleIsTold(String name, String rule) {
    assertThatThrownBy(() -> new Topic(name)).hasMessageContaining(rule);
  }

  @Test
  void lengthsAreCountedInCharactersAndInBytes() {
    assertThat(new Topic("𝔸".repeat(49)).segments()).hasSize(1);
    assertThatThrownBy(() -> new Topic("a".repeat(65))).hasMessageContaining("64 characters");
    assertThatThrownBy(() -> new Topic("가".repeat(60) + "/" + "가".repeat(10)))
        .hasMessageContaining("200 bytes");
  }

  @Test
  void theFirstSegmentIsTheNamespace() {
    assertThat(new Topic("chat/lobby").namespace()).isEqualTo("chat");
    assertThat(new Topic("chat").namespace()).isEqualTo("chat");
    assertThat(new Topic("a/b/c").segments()).isEqualTo(List.of("a", "b", "c"));
  }
}
