package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.madang.e2e.kit.Crowd;
import io.madang.e2e.kit.Jdk;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Transport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same file on the newest long-term release, where it is installed. */
class NewerJdkIT {

  @Test
  void theWarRunsOnJdk25() {
    Optional<Path> java = Jdk.find(25);
    assumeTrue(java.isPresent(), "no JDK 25 on this machine");
    try (MadangProcess server =
            MadangProcess.startWith(
                java.orElseThrow(), "madang.limits.publishes-per-second=100000");
        Crowd crowd = new Crowd(server.uri(), "chat/jdk")) {
      crowd.follow(Transport.values()).publish(2, new Random(25));
      crowd.awaitAcks(50);
      server.kill();
      server.restart();
      crowd.awaitAcks(50);
      assertThat(crowd.finish().violations()).isEmpty();
    }
  }
}
