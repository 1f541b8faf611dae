package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Canaries;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Seed;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Private data never crosses: no answer has somebody else's canary.
 *
 * <p>{@code madang.canary.requests} says how many requests.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CanaryIT {
  private static final int REQUESTS = Integer.getInteger("madang.canary.requests", 10_000);

  private final MadangProcess server =
      MadangProcess.start(
          "madang.proxies=127.0.0.1",
          "madang.limits.connect-burst=1000000",
          "madang.limits.publish-burst=1000000");

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void noAnswerReachesAnother() {
    Seed seed = Seed.of(CanaryIT.class);
    Canaries canaries = new Canaries(server.uri());
    canaries.ask(REQUESTS, seed.random());
    System.out.printf("CanaryIT: %d requests, %d canaries seen%n", REQUESTS, canaries.seen());
    assertThat(canaries.wrong()).as(seed.toString()).isEmpty();
    assertThat(canaries.seen()).as("canaries were seen at all").isGreaterThan(REQUESTS / 4);
  }
}
