package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Heap;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand trades a second, and readers that are slower than that. */
@Tag("alone")
@Timeout(180)
class SlowMarketIT {

  private static final int TICKS = 1_000;
  private static final int STOPPED = 100;
  private static final int DRAWINGS = 20;
  private static final Duration DRAWING = Duration.ofMillis(500);
  private static final Duration BREAK = Duration.ofSeconds(8);
  private static final long MAX_LAG_MILLIS = 1_000;

  /** A queue would have grown by some three megabytes. */
  private static final long MAX_BYTES_EACH = 512 << 10;

  private static final String SYMBOLS =
      "BTC ETH XRP SOL DOGE ADA TRX AVAX LINK DOT BCH LTC ETC XLM ATOM NEAR APT SUI UNI SAND";

  private static String everything() {
    StringBuilder query = new StringBuilder("?");
    for (String symbol : SYMBOLS.split(" ", -1)) {
      query.append("&topic=market/").append(symbol).append("-KRW");
    }
    return query.toString();
  }

  /** A page: the newest ticker of each symbol, and how many values came. */
  private static final class SlowPage implements AutoCloseable {
    private final RawWebSocket socket;
    private final Map<String, Instant> newest = new HashMap<>();
    private int values;
    private int trades;

    SlowPage(MadangProcess server) {
      socket = RawWebSocket.open(server.uri(), everything());
    }

    /** Reads what is there: all that the server wrote before it answered. */
    void read() {
      socket.send(Frames.ping());
      for (JsonObject frame = socket.next(); !Frames.is(frame, "pong"); frame = socket.next()) {
        if (Frames.is(frame, "state")) {
          values++;
          Instant time = Instant.parse(frame.getJsonObject("value").getString("time"));
          newest.put(frame.getString("topic"), time);
        } else if (Frames.is(frame, "message")) {
          trades++;
        }
      }
    }

    /** Whether every symbol has had a price, after another look. */
    boolean isComplete() {
      read();
      return newest.size() == SYMBOLS.split(" ", -1).length;
    }

    /** How old the oldest of the newest is. */
    long lagMillis() {
      Instant now = Instant.now();
      return newest.values().stream()
          .mapToLong(time -> Duration.between(time, now).toMillis())
          .max()
          .orElse(Long.MAX_VALUE);
    }

    /** Reads until it is at now; how many milliseconds it took. */
    long catchUp(Duration within) {
      long begun = System.nanoTime();
      read();
      while (lagMillis() > MAX_LAG_MILLIS) {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(within);
        read();
      }
      return (System.nanoTime() - begun) / 1_000_000;
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** What a page does while it draws: nothing else. */
  private static void draw(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void aPageThatDrawsSlowlyHasTheNewestPriceAndStoppedOnesCostLittle() throws Exception {
    List<RawWebSocket> stopped = new ArrayList<>();
    try (MadangProcess server =
            MadangProcess.start(
                "madang.market.ticks-per-second=" + TICKS, "madang.retention.market.messages=200");
        SlowPage page = new SlowPage(server)) {
      await().atMost(BREAK).until(() -> page.isComplete());
      for (int i = 0; i < STOPPED; i++) {
        stopped.add(RawWebSocket.open(server.uri(), everything()));
      }

      page.catchUp(BREAK);

      List<Long> lags = new ArrayList<>();
      page.trades = 0;
      for (int i = 0; i < DRAWINGS; i++) {
        draw(DRAWING);
        page.read();
        lags.add(page.lagMillis());
      }
      assertThat(lags).allSatisfy(lag -> assertThat(lag).isLessThan(MAX_LAG_MILLIS));
      assertThat(page.trades)
          .as("trades in %s", DRAWING.multipliedBy(DRAWINGS))
          .isGreaterThan((int) (DRAWING.toMillis() * DRAWINGS * TICKS / 1_000 / 2));

      long heapBefore = Heap.live(server.pid());
      page.catchUp(BREAK);
      page.values = 0;
      draw(BREAK);
      long caughtUp = page.catchUp(Duration.ofSeconds(1));
      int values = page.values;
      long grown = (Heap.live(server.pid()) - heapBefore) / STOPPED;
      System.out.printf(
          "SlowMarketIT: lag at most %d ms; after a break of %d s at now in %d ms, with %d of %d"
              + " values; %d KiB more heap for each that stopped%n",
          lags.stream().mapToLong(Long::longValue).max().orElseThrow(),
          BREAK.toSeconds(),
          caughtUp,
          values,
          BREAK.toSeconds() * TICKS,
          grown / 1_024);
      assertThat(values)
          .as("values told for the break")
          .isLessThan((int) BREAK.toSeconds() * TICKS / 2);
      assertThat(grown)
          .as("bytes of heap in the break for each that stopped")
          .isLessThan(MAX_BYTES_EACH);
    } finally {
      stopped.forEach(RawWebSocket::close);
    }
  }
}
