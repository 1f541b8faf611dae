package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Jdk;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.ManyReaders;
import io.madang.e2e.kit.RawWebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A client that does not read costs the server its cursors and one write, and nobody else anything.
 */
class SlowReaderIT {

  private static final int READERS = 1_000;
  private static final int STOPPED = 100;
  private static final int MESSAGES = 1_600;
  private static final int PER_SECOND = 200;
  private static final long MAX_BYTES_EACH = 256 << 10;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String KEY = "slow";

  private long sent;

  @Test
  void readersThatStopCostAFewBytesAndGetEverythingWhenTheyGoOn() throws Exception {
    try (MadangProcess server =
            MadangProcess.start(
                "madang.publish-key=" + KEY,
                "madang.limits.tail-bytes=262144",
                "madang.heartbeat.silence=20m"); // a busy machine may take more than the minute
        ManyReaders readers = new ManyReaders(server.uri(), "chat/slow", READERS);
        RawWebSocket publisher =
            RawWebSocket.open(server.uri(), "", "Authorization: Bearer " + KEY)) {
      publisher.waitUpTo(LONG).next("welcome");
      publish(publisher, PER_SECOND);
      awaitAll(readers, 0);
      readers.latencyMillis(0.99);
      publish(publisher, MESSAGES / 2);
      awaitAll(readers, 0);
      long calm = readers.latencyMillis(0.99);
      long heapBefore = liveHeap(server.pid());

      readers.stop(STOPPED);
      publish(publisher, MESSAGES);
      awaitAll(readers, STOPPED);
      long disturbed = readers.latencyMillis(0.99);
      long grown = liveHeap(server.pid()) - heapBefore;
      assertThat(readers.slowest(0)).as("some have stopped").isLessThan(sent);
      assertThat(grown / STOPPED).as("bytes of heap each").isLessThan(MAX_BYTES_EACH);
      assertThat(jcmd(server.pid(), "Thread.print"))
          .as("threads that wait for a client")
          .doesNotContain("io.madang.transport", "io.madang.core.Reader");
      System.out.printf(
          "SlowReaderIT: p99 %d ms, with %d of %d stopped %d ms; %d KiB of heap each%n",
          calm, STOPPED, READERS, disturbed, grown / STOPPED / 1024);

      readers.goOn();
      awaitAll(readers, 0);
      assertThat(readers.troubles()).isEmpty();
    }
  }

  private void awaitAll(ManyReaders readers, int from) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(readers.troubles()).isEmpty();
              assertThat(readers.slowest(from)).as("the slowest's offset").isEqualTo(sent);
            });
  }

  /** Publishes at an even rate; each message says when it was sent. */
  private void publish(RawWebSocket publisher, int count) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / PER_SECOND;
      while (System.nanoTime() < due) {
        java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
      }
      sent++;
      publisher.send(
          "{\"type\":\"publish\",\"topic\":\"chat/slow\",\"id\":\""
              + sent
              + "\",\"body\":{\"sent\":"
              + System.currentTimeMillis()
              + ",\"text\":\""
              + "x".repeat(300)
              + "\"}}");
    }
  }

  private static long liveHeap(long pid) throws Exception {
    jcmd(pid, "GC.run");
    Matcher used = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd(pid, "GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1)) << 10;
  }

  private static String jcmd(long pid, String command) throws IOException {
    String jcmd = Jdk.java().resolveSibling("jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroy();
    }
  }
}
