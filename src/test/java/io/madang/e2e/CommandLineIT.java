package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.MadangProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code java -jar madang.war} says when it cannot start: one line, and a status. */
class CommandLineIT {

  @TempDir Path folder;

  static Stream<Arguments> badOptions() {
    return Stream.of(
        Arguments.of("--bogus", "x", 2, "--bogus"),
        Arguments.of("--port", "abc", 2, "--port"),
        Arguments.of("--port", "70000", 2, "--port"),
        Arguments.of("--set", "nothing", 2, "--set"),
        Arguments.of("--set", "limits.frame-bytes=1", 2, "limits.frame-bytes"),
        Arguments.of("--set", "madang.nope=1", 1, "madang.nope"),
        Arguments.of("--set", "madang.limits.frame-bytes=many", 1, "madang.limits.frame-bytes"),
        Arguments.of("--set", "madang.heartbeat.ping=soon", 1, "madang.heartbeat.ping"),
        Arguments.of("--set", "madang.store.url=jdbc:postgresql://127.0.0.1:1/x", 1, "127.0.0.1:1"),
        Arguments.of("--data", "/proc/madang", 1, "/proc/madang"));
  }

  @ParameterizedTest
  @MethodSource("badOptions")
  void oneLineNamesWhatIsWrong(String option, String value, int status, String named) {
    MadangProcess.Ended ended =
        option.equals("--data")
            ? MadangProcess.run("--port", "0", option, value)
            : MadangProcess.run("--data", folder.toString(), option, value);
    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.output()).contains(named).startsWith("madang: ");
    assertThat(ended.output().lines()).hasSize(1);
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      String port = Integer.toString(taken.getLocalPort());
      MadangProcess.Ended ended = MadangProcess.run("--port", port, "--data", folder.toString());
      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.output()).contains(port).startsWith("madang: ");
      assertThat(ended.output().lines()).hasSize(1);
    }
  }

  @Test
  void aDataFolderIsForOneServer() {
    try (MadangProcess server = MadangProcess.start()) {
      MadangProcess.Ended ended =
          MadangProcess.run("--port", "0", "--data", server.data().toString());
      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.output()).contains(server.data().toString());
      assertThat(ended.output().lines()).hasSize(1);
    }
  }

  @Test
  void helpShowsTheOptionsAndStartsNothing() throws IOException {
    MadangProcess.Ended ended = MadangProcess.run("--help", "--data", folder.toString());
    assertThat(ended.status()).isZero();
    assertThat(ended.output()).contains("--port", "--data", "--set", "--help");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aTerminatedServerEndsInOrder() {
    try (MadangProcess server = MadangProcess.start()) {
      server.guest().publish("chat/last", "1", "words");
      assertThat(server.terminate()).isIn(0, 143);
      assertThat(server.output()).doesNotContain("Exception");
    }
  }
}
