package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.kit.LimitsOf;
import io.madang.kit.ManualClock;
import io.madang.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Topics that come into memory and go, while others speak of them. */
class StreamsTest {

  private static final Topic ROOM = Rig.ROOM;
  private static final Person BEN = new Person("ben", "Ben");

  private final MemoryStore store = new MemoryStore(new ManualClock(), 10_000, 1 << 20);
  private final Threads threads = new Threads(1, 2);
  private final ReachingLayer layer = new ReachingLayer();
  private final LimitsOf limits = new LimitsOf();

  @AfterEach
  void end() {
    threads.close();
  }

  private Streams streams() {
    Policies policies = new Policies(List.of(Rig.room()));
    return new Streams(new Stores(store, store, policies), layer, threads, limits.build());
  }

  private static int online(Stream stream) {
    return stream.withRoster(Roster::size);
  }

  @Test
  void whatIsSaidWhileATopicJoinsItsGroupIsHeard() {
    layer.afterAdd(channel -> channel.hear(ROOM, new Bell.Present("other", List.of(BEN))));
    Stream stream = streams().open(ROOM).join();
    assertThat(online(stream)).isEqualTo(1);
  }

  @Test
  void aTopicThatIsOpenedWhileItIsPutAwayIsInItsGroup() throws Exception {
    limits.idleStream = Duration.ZERO;
    Streams streams = streams();
    Stream first = streams.open(ROOM).join();
    CompletableFuture<Stream> second = new CompletableFuture<>();
    Thread opener = new Thread(() -> second.complete(streams.open(ROOM).join()));
    layer.beforeDiscard(
        () -> {
          opener.start();
          await().until(() -> second.isDone() || opener.getState() == Thread.State.BLOCKED);
        });
    streams.closeIdle();
    opener.join();
    assertThat(second.join()).isNotSameAs(first);
    layer.send(ROOM, new Bell.Present("other", List.of(BEN)), (topic, bell) -> {});
    assertThat(online(second.join())).isEqualTo(1);
  }
}
