package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Crowd;
import io.madang.e2e.kit.Follower;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.Transport;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A cursor is all that a reader needs: cuts, lost answers and other transports cost nothing. */
class FollowIT {
  private static final int DISTURBANCES = 200;
  private static final List<Transport> TRANSPORTS = List.of(Transport.values());

  @Test
  void whoIsCutLosesAnswersAndChangesTheTransportIsToldEachMessageOnceAndInOrder() {
    Seed seed = Seed.of(FollowIT.class);
    Random random = seed.random();
    try (MadangProcess server = MadangProcess.start("madang.limits.publishes-per-second=100000");
        Crowd crowd = new Crowd(server.uri(), "chat/follow")) {
      crowd.follow(Transport.values()).publish(4, random);
      for (int i = 0; i < DISTURBANCES; i++) {
        crowd.awaitAcks(random.nextInt(20));
        disturb(crowd, random);
      }
      assertThat(crowd.finish().violations()).as(seed.toString()).isEmpty();
    }
  }

  private static void disturb(Crowd crowd, Random random) {
    Follower follower = crowd.follower(random);
    switch (random.nextInt(4)) {
      case 0 -> follower.cut();
      case 1 -> follower.loseNext();
      case 2 -> follower.switchTo(any(random));
      default -> crowd.publisher(random).cut();
    }
  }

  private static Transport any(Random random) {
    return TRANSPORTS.get(random.nextInt(TRANSPORTS.size()));
  }
}
