package io.madang.exactly;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.checker.Verdict;
import io.madang.core.MessageStore;
import io.madang.kit.Seed;
import io.madang.store.Database;
import io.madang.store.MemoryStore;
import io.madang.store.SqlStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever goes wrong, each reader sees 1, 2, 3, … without hole, repeat or step back, or a gap that
 * says so, and what was acked stands in the log once, at its cursor.
 *
 * <p>Readers go from transport to transport and from server to server and are cut at random, their
 * answers are lost, publishers repeat themselves, the layer loses, repeats and reorders, stores
 * fail before and after their commits, and retention runs.
 */
class ExactlyTheLogTest {

  private static final int WANDERERS = 6;
  private static final Duration RUN = Duration.ofMillis(1_500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PRESENCE = Duration.ofSeconds(15);

  @TempDir Path folder;

  @RepeatedTest(3)
  void onAStoreInMemory(RepetitionInfo round) throws Exception {
    run(new MemoryStore(Clock.systemUTC(), 100, 256 << 20), round);
  }

  @RepeatedTest(2)
  void onSqlite(RepetitionInfo round) throws Exception {
    Database database = Database.sqlite(folder.resolve("madang.db"), 6);
    run(new SqlStore(database, Clock.systemUTC(), Duration.ofHours(1)), round);
  }

  private static void run(MessageStore store, RepetitionInfo round) throws Exception {
    Seed seed = Seed.of("ExactlyTheLogTest " + round.getCurrentRepetition());
    try (World world = World.rough(store, seed)) {
      Verdict verdict = new Play(world, seed, WANDERERS, RUN, PATIENCE, PRESENCE).run();
      assertThat(verdict.violations()).as(seed.toString()).isEmpty();
    }
  }
}
