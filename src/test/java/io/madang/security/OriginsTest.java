package io.madang.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of which sites may connect. */
class OriginsTest {

  private final Origins origins = new Origins(Set.of("https://friend.example"));

  @ParameterizedTest
  @CsvSource({
    "https://a.example, a.example",
    "http://a.example:8080, a.example:8080",
    "https://a.example, a.example:443",
    "http://a.example, a.example:80",
    "HTTPS://A.Example, a.example",
    "https://a.example, A.EXAMPLE",
    "http://[::1]:8080, [::1]:8080",
    "https://friend.example, a.example",
    "https://Friend.Example, a.example"
  })
  void theseMay(String origin, String host) {
    assertThat(origins.allow(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://b.example, a.example",
    "https://a.example.evil.example, a.example",
    "https://a.example:444, a.example",
    "http://a.example, a.example:8080",
    "null, a.example",
    "'', a.example",
    "%%%, a.example",
    "https://a_b.example, a_b.example.evil",
    "https://friend.example.evil, a.example",
    "file://, a.example"
  })
  void theseMayNot(String origin, String host) {
    assertThat(origins.allow(origin, host)).isFalse();
  }

  @Test
  void programsSendNoOrigin() {
    assertThat(origins.allow(null, "a.example")).isTrue();
    assertThat(origins.allow(null, null)).isTrue();
  }

  @Test
  void withoutAHostOnlyTheListCounts() {
    assertThat(origins.allow("https://a.example", null)).isFalse();
    assertThat(origins.allow("https://friend.example", null)).isTrue();
  }
}
