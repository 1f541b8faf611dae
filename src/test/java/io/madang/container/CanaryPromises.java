package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Canaries;
import io.madang.e2e.kit.Seed;
import org.junit.jupiter.api.Test;

/** Private data, where a container uses the objects of a request again. */
interface CanaryPromises extends Promises {

  /** More than a container keeps objects for. */
  int REQUESTS = 4_000;

  @Test
  default void noAnswerReachesAnother() {
    Seed seed = Seed.of(CanaryPromises.class);
    Canaries canaries = new Canaries(base());
    canaries.ask(REQUESTS, seed.random());
    assertThat(canaries.wrong()).as(seed.toString()).isEmpty();
    assertThat(canaries.seen()).as("canaries were seen at all").isGreaterThan(REQUESTS / 4);
  }
}
