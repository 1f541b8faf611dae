package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Heap;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.ManyReaders;
import io.madang.e2e.kit.RawWebSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A client that does not read costs the server its cursors and one write, and nobody else anything.
 */
@Tag("alone")
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
      long heapBefore = Heap.live(server.pid());

      readers.stop(STOPPED);
      publish(publisher, MESSAGES);
      awaitAll(readers, STOPPED);
      long disturbed = readers.latencyMillis(0.99);
      long grown = Heap.live(server.pid()) - heapBefore;
      assertThat(readers.slowest(0)).as("some have stopped").isLessThan(sent);
      assertThat(grown / STOPPED).as("bytes of heap each").isLessThan(MAX_BYTES_EACH);
      assertThat(Heap.jcmd(server.pid(), "Thread.print"))
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
}
