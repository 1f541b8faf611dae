package io.madang.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Load is bounded, and stays on this machine. */
class LoadTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1000, 20, readers",
    "2001, 1, 1000, 20, readers",
    "1, 0, 1000, 20, messages a second",
    "1, 15.1, 1000, 20, messages a second",
    "1, NaN, 1000, 20, messages a second",
    "1, 1, 99, 20, polling interval",
    "1, 1, 1000, 10001, payload bytes"
  })
  void theBoundThatWasLeftIsNamed(
      int readers, double rate, int pollMillis, int payload, String named) {
    assertThatThrownBy(() -> new Load(Transport.POLLING, readers, rate, pollMillis, payload, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://192.0.2.1:8080/", "http://10.0.0.1/", "https://127.0.0.1/", "127.0.0.1"})
  void onlyTheLoopbackIsLoaded(String address) {
    assertThatThrownBy(() -> Target.of(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aContextPathIsKept() {
    assertThat(Target.of(URI.create("http://127.0.0.1:8080/madang")).root()).isEqualTo("/madang/");
    assertThat(Target.of(URI.create("http://127.0.0.1:8080")).root()).isEqualTo("/");
  }
}
