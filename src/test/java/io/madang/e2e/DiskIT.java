package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Crowd;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.SmallDisk;
import io.madang.e2e.kit.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and one that fails, under SQLite: nothing acked is missing afterwards. */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DiskIT {
  private static final String[] SETTINGS = {
    "madang.limits.publishes-per-second=100000", "madang.market.simulate=false"
  };
  private static final Duration NOTICED = Duration.ofSeconds(1);

  @TempDir Path folder;

  private interface Step {
    void run() throws IOException;
  }

  @Test
  void aFullDisk() throws IOException {
    assumeThat(SmallDisk.canBeMade()).as("needs root, to mount a small tmpfs").isTrue();
    try (SmallDisk disk = new SmallDisk(folder, "96m");
        MadangProcess server = MadangProcess.startBelow(disk.folder(), SETTINGS)) {
      losesNothing(server, "chat/full", disk::fill, disk::makeRoom, () -> {});
    }
  }

  /** Beyond the limit of a file's size write(2) fails with EFBIG: an I/O error for SQLite. */
  @Test
  void aDiskThatFails() throws IOException {
    try (MadangProcess server = MadangProcess.start(SETTINGS)) {
      losesNothing(
          server,
          "chat/broken",
          () -> limitFiles(server, "4096"),
          () -> limitFiles(server, "unlimited"),
          () -> {
            limitFiles(server, "4096");
            awaitReadiness(server, 503, NOTICED);
            server.kill();
            server.restart();
          });
    }
  }

  private static void limitFiles(MadangProcess server, String bytes) throws IOException {
    try {
      Process done =
          new ProcessBuilder("prlimit", "--pid=" + server.pid(), "--fsize=" + bytes + ":")
              .inheritIO()
              .start();
      assertThat(done.waitFor()).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void losesNothing(
      MadangProcess server, String topic, Step fault, Step mend, Step last) throws IOException {
    Seed seed = Seed.of(DiskIT.class);
    try (Crowd crowd = new Crowd(server.uri(), topic)) {
      crowd.follow(Transport.WEBSOCKET, Transport.SSE, Transport.POLLING);
      crowd.publish(4, seed.random());
      crowd.awaitAcks(200);
      fault.run();
      awaitReadiness(server, 503, NOTICED);
      Api.Answer refused =
          server
              .guest()
              .post("/topics/chat/other/messages", Frames.message("1", "x".repeat(9_000)));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("\"unavailable\"");
      assertThat(server.guest().get("/topics/" + topic).status()).isEqualTo(200);
      mend.run();
      awaitReadiness(server, 200, Duration.ofSeconds(5));
      crowd.awaitAcks(200);
      last.run();
      crowd.awaitAcks(100);
      assertThat(crowd.finish().violations()).as(seed.toString()).isEmpty();
    }
  }

  private static void awaitReadiness(MadangProcess server, int status, Duration atMost) {
    await("ready is " + status)
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.guest().get("/health/ready").status() == status);
  }
}
