package io.madang.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Grants;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Verb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of programs. */
class ApiKeysTest {

  private final ApiKeys keys = new ApiKeys();

  private static ApiKey key(String id, String secret, String... grants) {
    return new ApiKey(id, ApiKey.digest(secret), ApiKey.grants(List.of(grants)));
  }

  @Test
  void aKeyMayDoWhatItsLineSays() {
    String secret = ApiKey.newSecret();
    keys.replace(List.of("# ours", "", key("prices", secret, "publish=market/*").line()));
    Speaker speaker = keys.recognise(secret).orElseThrow();
    assertThat(speaker.isServer()).isTrue();
    assertThat(speaker.person().user()).isEqualTo("prices");
    assertThat(speaker.standing().grants())
        .isEqualTo(new Grants(Map.of(Verb.PUBLISH, List.of("market/*"))));
  }

  @Test
  void theFileHoldsNoSecret() {
    String secret = ApiKey.newSecret();
    assertThat(key("a", secret, "read=*").line()).doesNotContain(secret.substring(4));
  }

  @Test
  void aKeyThatIsGoneIsRefusedAndItsConnectionsAreKnown() {
    String secret = ApiKey.newSecret();
    keys.replace(List.of(key("a", secret, "read=*").line()));
    Speaker speaker = keys.recognise(secret).orElseThrow();
    assertThat(keys.hold(speaker.standing().marks())).isTrue();
    keys.replace(List.of());
    assertThat(keys.hold(speaker.standing().marks())).isFalse();
    assertThatThrownBy(() -> keys.recognise(secret))
        .isInstanceOf(RefusedException.class)
        .hasMessageNotContaining(secret);
  }

  @Test
  void whatIsNoKeyIsAnothersBusiness() {
    assertThat(keys.recognise("a.b.c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a, 'line 2: expected a name'",
    "a b read=*, 'line 2: expected a digest'",
    "'a ', 'line 2: expected a name'",
    "ä 0123456789012345678901234567890123456789012 read=*, 'line 2: expected a name'",
    "a 0123456789012345678901234567890123456789012, 'line 2: expected at least one'",
    "a 0123456789012345678901234567890123456789012 fly=*, 'line 2: expected VERB'",
    "a 0123456789012345678901234567890123456789012 read=a//b, 'line 2: expected a topic'"
  })
  void aBadLineIsNamedAndTheKeysStay(String line, String problem) {
    String secret = ApiKey.newSecret();
    keys.replace(List.of(key("old", secret, "read=*").line()));
    assertThatThrownBy(() -> keys.replace(List.of("# one", line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
    assertThat(keys.recognise(secret)).isPresent();
  }

  @Test
  void aLineIsReadAsItIsWritten() {
    ApiKey key = key("a", ApiKey.newSecret(), "read=a/*,b", "publish=*", "state=c/d");
    assertThat(ApiKey.parse(key.line())).isEqualTo(key);
  }
}
