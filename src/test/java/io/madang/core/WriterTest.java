package io.madang.core;

import static io.madang.core.Rig.ROOM;
import static io.madang.core.Rig.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.madang.kit.FaultyStore;
import io.madang.kit.LimitsOf;
import io.madang.kit.ManualClock;
import io.madang.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Group commit, and what publishers hear when the store does not do as it should. */
class WriterTest {

  private static final int ROOMY = 100;

  private final FaultyStore store =
      new FaultyStore(new MemoryStore(new ManualClock(), 100, 1 << 20));
  private final List<List<Kept>> commits = new CopyOnWriteArrayList<>();
  private final List<Topic> doubts = new CopyOnWriteArrayList<>();
  private final LimitsOf limits = new LimitsOf();
  private final Semaphore appends = new Semaphore(0);
  private Writer writer = writer();

  private Writer writer() {
    limits.waitingPublishes = ROOMY;
    return new Writer(store, limits.build(), commits::add, doubts::add);
  }

  @AfterEach
  void end() {
    appends.release(1_000);
    store.heal();
    writer.close();
  }

  /** From now on each commit waits for a permit; returns when the writer stands there. */
  private CompletableFuture<Kept> hold() {
    store.beforeAppend(appends::acquireUninterruptibly);
    CompletableFuture<Kept> first = writer.submit(draft(ROOM, 1));
    await().until(appends::hasQueuedThreads);
    return first;
  }

  private static Refusal refusal(CompletableFuture<Kept> result) {
    try {
      result.get(10, TimeUnit.SECONDS);
      throw new AssertionError("it was kept");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        return refused.refusal();
      }
      throw new AssertionError(e);
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWaitsIsCommittedTogether() throws Exception {
    hold();
    List<CompletableFuture<Kept>> rest = new ArrayList<>();
    for (int n = 2; n <= 50; n++) {
      rest.add(writer.submit(draft(n % 2 == 0 ? ROOM : Rig.OTHER, n)));
    }
    appends.release(2);
    for (var one : rest) {
      one.get(10, TimeUnit.SECONDS);
    }
    assertThat(commits).extracting(List::size).containsExactly(1, 49);
  }

  @Test
  void nobodyHearsOfAMessageBeforeItIsKept() throws Exception {
    CompletableFuture<Kept> first = hold();
    assertThat(first).isNotDone();
    assertThat(commits).isEmpty();
    appends.release();
    first.get(10, TimeUnit.SECONDS);
    assertThat(store.ends(ROOM).head()).isEqualTo(1);
  }

  @Test
  void readersAreToldBeforeThePublisher() throws Exception {
    CompletableFuture<Kept> first = hold();
    CompletableFuture<Integer> seen = first.thenApply(kept -> commits.size());
    appends.release();
    assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void aPublishThatTheStoreDoesNotTakeInTimeIsUnavailable() {
    CompletableFuture<Kept> inFlight = hold();
    CompletableFuture<Kept> waiting = writer.submit(draft(ROOM, 2));
    writer.expire(Duration.ofHours(1));
    assertThat(inFlight).isNotDone();
    writer.expire(Duration.ZERO);
    assertThat(refusal(inFlight).code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(refusal(waiting).code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    assertThat(refusal(waiting).retryAfter()).isPositive();
  }

  @Test
  void whatWasRefusedWhileItWaitedIsNotKept() throws Exception {
    hold();
    writer.submit(draft(ROOM, 2));
    writer.expire(Duration.ZERO);
    appends.release(10);
    Kept third = writer.submit(draft(ROOM, 3)).get(10, TimeUnit.SECONDS);
    assertThat(((Kept.OfMessage) third).message().offset()).isEqualTo(2);
  }

  @Test
  void whatWasOnItsWayWhenItWasRefusedIsStillToldToReaders() {
    hold();
    writer.expire(Duration.ZERO);
    appends.release();
    await().until(() -> commits.size() == 1);
  }

  @Test
  void aFailingStoreIsUnavailableAndItsTopicsAreInDoubt() throws Exception {
    store.beforeAppend(FaultyStore::fail);
    CompletableFuture<Kept> lost = writer.submit(draft(ROOM, 1));
    assertThat(refusal(lost).code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    await().until(() -> doubts.contains(ROOM));
    assertThat(commits).isEmpty();
    store.heal();
    writer.submit(draft(ROOM, 1)).get(10, TimeUnit.SECONDS);
  }

  @Test
  void aCommitWhoseAnswerWasLostIsNotAckedUntilItIsRepeated() throws Exception {
    store.afterAppend(FaultyStore::fail);
    assertThat(refusal(writer.submit(draft(ROOM, 1))).code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    store.heal();
    Kept again = writer.submit(draft(ROOM, 1)).get(10, TimeUnit.SECONDS);
    assertThat(((Kept.OfMessage) again).isRepeat()).isTrue();
    assertThat(((Kept.OfMessage) again).message().offset()).isEqualTo(1);
  }

  @Test
  void aFullQueueIsUnavailableAtOnce() {
    hold();
    for (int n = 0; n < ROOMY; n++) {
      assertThat(writer.submit(draft(ROOM, n))).isNotDone();
    }
    assertThat(refusal(writer.submit(draft(ROOM, 999))).code()).isEqualTo(Refusal.Code.UNAVAILABLE);
  }

  @Test
  void aFaultAfterTheCommitKeepsNobodyFromTheAck() throws Exception {
    writer.close();
    AtomicInteger faults = new AtomicInteger();
    writer =
        new Writer(
            store,
            limits.build(),
            kept -> {
              faults.incrementAndGet();
              throw new IllegalStateException("on purpose");
            },
            doubts::add);
    writer.submit(draft(ROOM, 1)).get(5, TimeUnit.SECONDS);
    writer.submit(draft(ROOM, 2)).get(5, TimeUnit.SECONDS);
    assertThat(faults).hasValue(2);
  }

  @Test
  void theEndWaitsForWhatWaits() throws Exception {
    CompletableFuture<Kept> first = hold();
    CompletableFuture<Kept> second = writer.submit(draft(ROOM, 2));
    appends.release(10);
    writer.close();
    assertThat(first.get()).isInstanceOf(Kept.OfMessage.class);
    assertThat(second.get()).isInstanceOf(Kept.OfMessage.class);
    assertThatThrownBy(() -> writer.submit(draft(ROOM, 3)).get())
        .hasCauseInstanceOf(RefusedException.class);
  }
}
