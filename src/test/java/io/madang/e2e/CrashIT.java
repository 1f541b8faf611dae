package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Crowd;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.Transport;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Nothing acknowledged is lost.
 *
 * <p>The real process is killed at a random moment, round after round, on one data folder, while 8
 * publishers retry what was not acked and 4 readers follow. {@code madang.crash.rounds} sets how
 * often.
 */
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("madang.crash.rounds", 20);
  private static final int MOST_ACKS_IN_A_LIFE = 300;
  private static final int ONE_MILLISECOND = 1_000_000;

  @Test
  void everyAckedMessageIsInTheHistoryOnceAtItsCursorInTheSameOrderForAll() {
    Seed seed = Seed.of(CrashIT.class);
    Random random = seed.random();
    try (MadangProcess server = MadangProcess.start("madang.limits.publishes-per-second=100000");
        Crowd crowd = new Crowd(server.uri(), "chat/crash")) {
      crowd.follow(Transport.WEBSOCKET, Transport.SSE, Transport.LONG_POLLING, Transport.POLLING);
      crowd.publish(8, random);
      for (int round = 1; round <= ROUNDS; round++) {
        crowd.awaitAcks(random.nextInt(MOST_ACKS_IN_A_LIFE));
        LockSupport.parkNanos(random.nextInt(5 * ONE_MILLISECOND));
        server.kill();
        server.restart();
      }
      assertThat(crowd.finish().violations()).as(seed.toString()).isEmpty();
      assertThat(crowd.acked()).as(seed.toString()).isGreaterThan(ROUNDS);
    }
  }
}
