package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.checker.Times;
import io.madang.checker.Verdict;
import io.madang.e2e.kit.Cluster;
import io.madang.e2e.kit.Crowd;
import io.madang.e2e.kit.FalseBells;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.Transport;
import io.madang.kit.SharedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Redis, and the way to it, fail between two servers under load: bells are lost, and nothing else.
 *
 * <p>{@code madang.faults.percent} says how long faults last, in percent of what is promised.
 */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RedisFaultsIT {
  private static final int PERCENT = Integer.getInteger("madang.faults.percent", 8);
  private static final int FALSE_BELLS = 100 * PERCENT;
  private static final Duration DURING = Duration.ofSeconds(2);
  private static final Duration AFTER = Duration.ofSeconds(1);

  /** How much slower acks may be; short phases on a busy machine only show who waits for Redis. */
  private static final Duration SLOWER = Duration.ofMillis(PERCENT < 100 ? 800 : 10);

  private final List<String> faults = new ArrayList<>();

  @Test
  void messagesGoOnAsFastAsPromisedWhateverRedisDoes() throws IOException {
    Seed seed = Seed.of(RedisFaultsIT.class);
    try (Cluster cluster = Cluster.startWithCables(2, SharedPostgres.newDatabase());
        Crowd crowd = new Crowd(cluster.uris(), "chat/bells")) {
      crowd.follow(Transport.WEBSOCKET, Transport.WEBSOCKET, Transport.SSE, Transport.SSE);
      crowd.publish(4, seed.random());
      goesOn(crowd, 10); // the servers warm up
      crowd.history().phase("well");
      goesOn(crowd, 30);

      begin(crowd, "one server cut off", 30, () -> cluster.redisCable(0).cut());
      end(crowd, () -> cluster.redisCable(0).mend());
      begin(crowd, "one server hears nothing", 30, () -> cluster.redisCable(1).loseAnswers());
      end(crowd, () -> cluster.redisCable(1).mend());
      begin(crowd, "one server is not heard", 30, () -> cluster.redisCable(0).loseRequests());
      end(crowd, () -> cluster.redisCable(0).mend());
      begin(crowd, "killed", 30, () -> cluster.redis().stop());
      end(crowd, () -> cluster.redis().startAgain());
      begin(crowd, "frozen", 60, () -> cluster.redis().freeze());
      end(crowd, () -> cluster.redis().thaw());
      try (FalseBells bells = new FalseBells(cluster.redis().uri(), "chat/bells")) {
        goesOn(crowd, 10); // it listens to what it will repeat
        begin(crowd, "false bells", 10, () -> ring(bells, crowd, seed.random()));
        end(crowd, () -> {});
      }

      Verdict verdict = crowd.finish();
      assertThat(verdict.violations()).as(seed.toString()).isEmpty();
      faults.forEach(fault -> judge(verdict.times(), fault));
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Not all at once: the machine has something else to do. */
  private static void ring(FalseBells bells, Crowd crowd, Random random) {
    for (int i = 0; i < FALSE_BELLS; i += 100) {
      bells.ring(100, random);
      crowd.awaitAcks(5);
    }
  }

  private void begin(Crowd crowd, String fault, int seconds, Step step) throws IOException {
    faults.add(fault);
    crowd.history().phase(fault);
    step.run();
    goesOn(crowd, seconds);
  }

  private void end(Crowd crowd, Step mend) throws IOException {
    mend.run();
    crowd.history().phase("after: " + faults.get(faults.size() - 1));
    goesOn(crowd, 20);
  }

  /** For so many seconds, when all is as long as promised; a second at least. */
  private static void goesOn(Crowd crowd, int seconds) {
    long end = System.nanoTime() + Math.max(1_000, seconds * 10L * PERCENT) * 1_000_000;
    do {
      crowd.awaitAcks(10);
    } while (System.nanoTime() - end < 0);
  }

  private static void judge(Times times, String fault) {
    String after = "after: " + fault;
    assertThat(times.deliveries(fault).count()).as(fault).isPositive();
    assertThat(delivery(times, fault)).as(fault).isLessThan(DURING);
    assertThat(delivery(times, after)).as(after).isLessThan(AFTER);
    assertThat(times.acks(fault).percentile(99))
        .as("acks, " + fault)
        .isLessThan(times.acks("well").percentile(99).plus(SLOWER));
  }

  /** From the sending; in short phases without the time that the store takes on a busy machine. */
  private static Duration delivery(Times times, String phase) {
    Duration whole = times.deliveries(phase).percentile(99);
    return PERCENT < 100 ? whole.minus(times.acks(phase).percentile(99)) : whole;
  }
}
