package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code java -jar madang.war lab}: every transport is measured, and nothing is lost on the way.
 */
@ExtendWith(SharedServer.class)
class LabIT {

  private static final String[] SHORT = {
    "lab",
    "--readers",
    "3",
    "--rates",
    "10",
    "--seconds",
    "2",
    "--warm-up",
    "0",
    "--interval",
    "200"
  };

  private static MadangProcess.Ended lab(String... more) {
    return MadangProcess.run(
        java.util.stream.Stream.of(SHORT, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void aServerOfItsOwnIsMeasuredAndTheClaimsAreAnswered() {
    MadangProcess.Ended ended = lab();
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("| 3 | polling |", "| 3 | long polling |", "| 3 | SSE |", "| 3 | NDJSON |")
        .contains(
            "a process of its own", "“A WebSocket frame's overhead is a few bytes”: confirmed")
        .contains("were missed and 0 repeated; 0 connections failed")
        .doesNotContain("not measured", "unknown")
        .containsPattern("\\| 3 \\| WebSocket \\| 0\\.00 \\| 4 \\|");
  }

  @Test
  void aServerThatRunsIsMeasuredAsJson(MadangProcess server) {
    MadangProcess.Ended ended =
        lab("--json", "--url", server.uri() + "/", "--transports", "long-polling,websocket");
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("\"transport\":\"long polling\"", "\"transport\":\"WebSocket\"")
        .contains("\"missed\":0,\"repeated\":0,\"failures\":0", "\"cpuSeconds\":null")
        .contains("its CPU is not known without --pid");
  }

  @ParameterizedTest
  @CsvSource({
    "--readers, 2001, --readers",
    "--rates, 100, messages a second",
    "--transports, pigeons, pigeons",
    "--url, http://192.0.2.1:8080/, loopback only",
    "--pid, x, --pid",
    "--headers, all, --headers"
  })
  void aBadOptionIsNamedInOneLine(String option, String value, String named) {
    MadangProcess.Ended ended =
        MadangProcess.run(
            "lab",
            option,
            value,
            "--" + (option.equals("--pid") ? "url=http://127.0.0.1:1/" : "json"));
    assertThat(ended.output()).startsWith("lab: ").contains(named);
    assertThat(ended.output().lines()).hasSize(1);
    assertThat(ended.status()).isEqualTo(2);
  }
}
