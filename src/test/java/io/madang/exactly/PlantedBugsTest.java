package io.madang.exactly;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.checker.Violation;
import io.madang.kit.Seed;
import io.madang.store.Database;
import io.madang.store.SqlStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The checker finds each planted bug, and nothing where there is none.
 *
 * <p>{@code madang.planted.seeds} sets how often each is tried.
 */
class PlantedBugsTest {

  private static final int SEEDS = Integer.getInteger("madang.planted.seeds", 1);
  private static final int WANDERERS = 4;

  /** On a busy machine a short play may be over before the bug has done anything. */
  private static final int PLAYS = 5;

  private static final Duration RUN = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(20);
  private static final Duration PRESENCE = Duration.ofSeconds(2);
  private static final Duration LONGER_THAN_PRESENCE = Duration.ofMillis(2_500);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Bug.class)
  void theCheckerFinds(Bug bug) throws Exception {
    for (int i = 0; i < SEEDS; i++) {
      Set<Violation.Kind> shown = EnumSet.noneOf(Violation.Kind.class);
      for (int play = 0; play < PLAYS && !bug.isShownBy(shown); play++) {
        shown.addAll(shownBy(bug, i * PLAYS + play));
      }
      assertThat(bug.isShownBy(shown)).as("%s", shown).isTrue();
    }
  }

  private Set<Violation.Kind> shownBy(Bug bug, int number) throws Exception {
    int wanderers = bug == Bug.LOSES_BELLS_AND_DOES_NOT_READ ? 0 : WANDERERS; // they carry news
    Duration length = bug.isOfRosters() ? LONGER_THAN_PRESENCE : RUN;
    Seed seed = Seed.of("PlantedBugsTest " + bug);
    try (World world = World.calm(bug.name(), store(number), bug, seed)) {
      return new Play(world, seed, wanderers, length, PATIENCE, PRESENCE).run().kinds();
    }
  }

  @Test
  void itFindsNothingWhereThereIsNone() throws Exception {
    for (int i = 0; i < SEEDS; i++) {
      Seed seed = Seed.of("PlantedBugsTest");
      try (World world = World.calm("sound", store(i), new Fault() {}, seed)) {
        Play play = new Play(world, seed, WANDERERS, LONGER_THAN_PRESENCE, LONG_PATIENCE, PRESENCE);
        assertThat(play.run().violations()).as(seed.toString()).isEmpty();
      }
    }
  }

  private SqlStore store(int number) {
    Database database = Database.sqlite(folder.resolve("madang-" + number + ".db"), 6);
    return new SqlStore(database, Clock.systemUTC(), Duration.ofHours(1));
  }
}
