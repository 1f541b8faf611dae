package io.madang.exactly;

import static org.awaitility.Awaitility.await;

import io.madang.checker.Checker;
import io.madang.checker.Verdict;
import io.madang.core.Hub;
import io.madang.kit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Authors and readers in a world for some time, and what the checker says to it.
 *
 * @param patience how long readers may take in the end to come to the heads
 * @param presence how long a roster may be wrong
 */
record Play(
    World world, Seed seed, int wanderers, Duration length, Duration patience, Duration presence) {

  private static final int AUTHORS = 3;
  private static final int SHARES = 4;
  private static final int LEAST_ACKS = 60;
  private static final Duration STEP = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Plays it to the end. */
  Verdict run() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < wanderers; i++) {
        readers.add(threads.submit(new Wanderer(world, "reader " + i, seed.random(100 + i))));
      }
      sitters().forEach(sitter -> readers.add(threads.submit(sitter)));
      List<Future<?>> authors = new ArrayList<>();
      for (int i = 0; i < AUTHORS; i++) {
        authors.add(threads.submit(new Author(world, "author-" + i, seed.random(200 + i))));
      }
      letItRun();
      world.end();
      for (var author : authors) {
        author.get(20, TimeUnit.SECONDS);
      }
      world.becomeQuiet(patience);
      for (var reader : readers) {
        reader.get(patience.toSeconds() + 20, TimeUnit.SECONDS);
      }
      world.testify();
      Path file = world.history().file();
      Verdict verdict = Checker.judge(file, presence);
      System.out.print(file + ": " + verdict.kinds() + "\n" + verdict.times());
      return verdict;
    } finally {
      threads.shutdownNow();
    }
  }

  /** At each server one who stays and one who leaves soon. */
  private List<Sitter> sitters() {
    List<Sitter> sitters = new ArrayList<>();
    for (Hub hub : world.hubs()) {
      int n = sitters.size();
      sitters.add(new Sitter(world, "sitter " + n, hub, seed.random(300 + n), Duration.ofDays(1)));
      sitters.add(new Sitter(world, "guest " + n, hub, seed.random(400 + n), length.dividedBy(8)));
    }
    return sitters;
  }

  private void letItRun() {
    for (int i = 0; i < SHARES; i++) {
      int goal = world.acks() + LEAST_ACKS;
      LockSupport.parkNanos(length.toNanos() / SHARES);
      await().atMost(PATIENCE).pollInterval(STEP).until(() -> world.acks() >= goal);
      world.crowdOut();
    }
  }
}
