package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.kit.FaultyStore;
import io.madang.kit.LimitsOf;
import io.madang.kit.ManualClock;
import io.madang.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One question to the store for all that wait. */
class LooksTest {

  private final FaultyStore store =
      new FaultyStore(new MemoryStore(new ManualClock(), 10_000, 1 << 20));
  private final Threads threads = new Threads(1, 2);
  private final TailBudget budget = new TailBudget(new LimitsOf().build());
  private final Looks looks = new Looks(store, threads);
  private final AtomicInteger questions = new AtomicInteger();
  private final Semaphore gate = new Semaphore(0);

  @AfterEach
  void end() {
    gate.release(1_000);
    threads.close();
  }

  private List<Stream> streams(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new Stream(new Topic("room/" + n), budget, threads, s -> {}))
        .toList();
  }

  private void holdQuestions() {
    store.beforeRead(
        () -> {
          questions.incrementAndGet();
          gate.acquireUninterruptibly();
        });
  }

  @Test
  void whoAsksWhileOneQuestionIsUnderWayIsAnsweredByTheNext() {
    holdQuestions();
    List<Stream> all = streams(300);
    List<CompletableFuture<Stream>> told = new ArrayList<>();
    told.add(looks.at(all.get(0)));
    await().until(() -> questions.get() == 1);
    all.forEach(stream -> told.add(looks.at(stream)));
    all.forEach(stream -> told.add(looks.at(stream)));
    looks.atAll(all);
    gate.release(1);
    await().until(() -> questions.get() == 2);
    assertThat(told.get(0)).isDone();
    assertThat(told.get(1)).isNotDone();
    gate.release(1);
    await().until(() -> told.stream().allMatch(CompletableFuture::isDone));
    assertThat(questions).hasValue(2);
    assertThat(all).allMatch(stream -> stream.head() == 0);
  }

  @Test
  void oneQuestionIsForSoManyTopicsAtMost() {
    holdQuestions();
    List<Stream> all = streams(2 * Looks.MOST_AT_ONCE + 1);
    looks.atAll(all);
    gate.release(3);
    await().until(() -> all.stream().allMatch(stream -> stream.head() == 0));
    assertThat(questions).hasValue(3);
  }

  @Test
  void aQuestionThatFailedIsPutAgainForAll() {
    store.beforeRead(
        () -> {
          if (questions.incrementAndGet() == 1) {
            FaultyStore.fail();
          }
        });
    List<Stream> all = streams(50);
    looks.atAll(all);
    CompletableFuture<Stream> told = looks.at(all.get(7));
    await().until(() -> all.stream().allMatch(stream -> stream.head() == 0));
    await().until(told::isDone);
    assertThat(questions.get()).isBetween(2, 3);
  }

  @Test
  void aStateIsReadOnlyWhenItIsNewer() {
    Stream stream = streams(1).get(0);
    store.append(List.of(new Draft.NewState(stream.topic(), "a", "1")));
    store.beforeRead(questions::incrementAndGet);
    looks.at(stream).join();
    assertThat(stream.stateSince(0).values()).extracting(StateValue::json).containsExactly("1");
    assertThat(questions).hasValue(2);
    looks.at(stream).join();
    assertThat(questions).hasValue(3);
  }
}
