package io.madang.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Told by a container how many frames came: what the endpoint was not given were pings. */
class PingWatchTest {

  private static final int MOST = 50;

  private final AtomicInteger pings = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final PingWatch watch = new PingWatch(connection -> pings.incrementAndGet() <= MOST);
  private long frames;

  PingWatchTest() {
    watch.begin(ended::incrementAndGet, () -> ended.get() > 0);
    assertThat(watch.isTold()).isFalse();
    assertThat(watch.came(0, false)).isTrue();
    assertThat(watch.isTold()).isTrue();
  }

  @Test
  void whatTheEndpointWasGivenIsNoPing() {
    give(100_000);
    watch.came(frames, false);
    assertThat(pings).hasValue(0);
  }

  @Test
  void oneThatIsOnItsWayToTheEndpointIsNoPing() {
    for (int i = 0; i < 1_000; i++) {
      frames++;
      watch.came(frames, true);
      watch.given();
      watch.came(frames, i % 3 > 0);
    }
    watch.came(frames, false);
    assertThat(pings).hasValue(0);
  }

  @Test
  void theRestIsCountedOnceWhoeverLooks() {
    ping(10);
    watch.came(frames, true);
    watch.came(frames, true);
    watch.came(frames, false);
    watch.came(frames - 5, true); // read before, told late
    watch.came(frames, false);
    assertThat(pings).hasValue(10);
  }

  @Test
  void tooManyEndItOnce() {
    give(70);
    ping(MOST);
    watch.came(frames, false);
    assertThat(watch.isOver()).isFalse();
    ping(1_000);
    watch.came(frames, true);
    assertThat(watch.isOver()).isTrue();
    watch.came(frames, false);
    assertThat(ended).hasValue(1);
  }

  @Test
  void whoGoesOnAfterTheLastWordMayNotStay() {
    ping(MOST + 1);
    assertThat(watch.came(frames, false)).isTrue();
    Awaitility.await().until(() -> !watch.came(++frames, true));
  }

  @Test
  void whatAnswersTheLastWordIsNoPing() {
    ended.incrementAndGet();
    ping(MOST + 1);
    assertThat(watch.came(frames, false)).isTrue();
    assertThat(pings).hasValue(0);
  }

  @Test
  void partsOfLongFramesPayForNoPingsOfLater() {
    frames++;
    for (int part = 0; part < 1_000; part++) {
      watch.given();
    }
    watch.came(frames, false);
    ping(MOST + 1);
    watch.came(frames, false);
    assertThat(watch.isOver()).isTrue();
  }

  private void give(int count) {
    frames += count;
    for (int i = 0; i < count; i++) {
      watch.given();
    }
  }

  private void ping(int count) {
    frames += count;
  }
}
