package io.madang.e2e.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Heap;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Whatever comes in, over whichever transport: no fault of the server, nothing of its inside told,
 * nothing hung, nothing left behind.
 *
 * <p>{@code madang.fuzz.inputs} says how many inputs.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FuzzIT {
  private static final int INPUTS = Integer.getInteger("madang.fuzz.inputs", 100_000);

  /** First so many, after which all code has run and all buffers of its own are there. */
  private static final int WARM_UP = 8_000;

  private static final long GROWTH_BYTES = 16 << 20;
  private static final int FEW = 20;

  /**
   * Jetty finds that it has released a buffer already, about once in half a million inputs, and
   * harms nobody: https://github.com/jetty/jetty.project/issues/12939 (open).
   */
  private static final Pattern RELEASED_TWICE =
      Pattern.compile(
          "java[.]lang[.]IllegalStateException: already released ReferenceCounter.*\\R"
              + "(\\tat .*\\R)*\\tat .*HttpConnection[.]releaseRequestBuffer.*\\R(\\tat .*\\R)*");

  private final MadangProcess server =
      MadangProcess.start(
          "madang.limits.requests-per-second=1000000",
          "madang.limits.connects-per-second=1000000",
          "madang.limits.connect-burst=1000000",
          "madang.limits.connections-per-address=10000",
          "madang.limits.frames-per-second=100000",
          "madang.limits.pings-per-second=100000",
          "madang.limits.subscribes-per-second=1000000",
          "madang.limits.failed-proofs-per-minute=1000000",
          "madang.limits.publishes-per-second=1000000",
          "madang.limits.publish-burst=1000000",
          "madang.limits.tail-bytes=200000",
          "madang.limits.tail-total-bytes=1000000",
          "madang.memory.bytes=1000000",
          "madang.memory.topics=100",
          "madang.retention.chat.messages=1000",
          "madang.retention.every=1s",
          "madang.heartbeat.ping=1s",
          "madang.market.simulate=false");

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void noInputHarmsTheServer() throws IOException {
    Seed seed = Seed.of(FuzzIT.class);
    Findings findings = new Findings();
    Random random = seed.random();
    send(WARM_UP, random, findings);
    awaitQuiet();
    long heap = Heap.live(server.pid());
    long files = count("fd");
    long threads = count("task");
    long begin = System.nanoTime();

    send(INPUTS, random, findings);

    assertThat(findings.all()).as(seed.toString()).isEmpty();
    awaitQuiet();
    await("the heap is what it was")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Heap.live(server.pid()) < heap + GROWTH_BYTES);
    System.out.printf(
        "FuzzIT: %d inputs in %d s, heap %d to %d KiB, files %d to %d, threads %d to %d%n",
        INPUTS,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
        heap >> 10,
        Heap.live(server.pid()) >> 10,
        files,
        count("fd"),
        threads,
        count("task"));
    assertThat(count("fd")).isLessThan(files + FEW);
    assertThat(count("task")).isLessThan(threads + FEW);
    assertThat(RELEASED_TWICE.matcher(server.output()).replaceAll(""))
        .doesNotContain("Exception", "SEVERE");
    String topic = Urls.topic(Urls.freshTopic("chat"));
    assertThat(server.guest().post(topic + "/messages", "{\"id\":\"1\",\"body\":{}}").status())
        .isEqualTo(201);
  }

  private void send(int inputs, Random random, Findings findings) {
    URI uri = server.uri();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      lanes.add(start(new RequestFuzz(uri, split(random), findings), inputs / 5));
      lanes.add(start(new FrameFuzz(uri, split(random), findings), inputs / 4));
    }
    lanes.add(start(new BytesFuzz(uri, split(random), findings), inputs / 10));
    lanes.forEach(CompletableFuture::join);
  }

  /** So that what one lane sends does not depend on how fast the others are. */
  private static Random split(Random random) {
    return new Random(random.nextLong());
  }

  private static CompletableFuture<Void> start(Fuzz fuzz, int inputs) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            fuzz.run(inputs);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> new Thread(task, "fuzz").start());
  }

  /** All that was opened is closed, on the server's side too. */
  private void awaitQuiet() {
    await("no connection is left")
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.guest().connections() == 0);
  }

  private long count(String what) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(server.pid()), what))) {
      return all.count();
    }
  }
}
