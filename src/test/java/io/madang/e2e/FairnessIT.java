package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Assault;
import io.madang.e2e.kit.Assault.Plan;
import io.madang.e2e.kit.ClientFrames;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Talker;
import io.madang.e2e.kit.Urls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One user floods the room, by several connections and as fast as it goes; the others hardly see
 * it.
 *
 * <p>{@code madang.attacks.percent} sets for how long. At 100 it is measured in turns, and the
 * others' p99 may grow by half, from the flood's first moment on, while it has all that buckets
 * save up; a short run on a busy machine is content with less.
 */
@Tag("alone")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FairnessIT {

  private static final int PERCENT = Integer.getInteger("madang.attacks.percent", 10);
  private static final boolean IS_WHOLE = PERCENT >= 100;
  private static final int ROUNDS = IS_WHOLE ? 5 : 1;
  private static final Duration TIME = Duration.ofSeconds(IS_WHOLE ? 15 : 3);
  private static final int TALKERS = 8;
  private static final int CONNECTIONS = 10;
  private static final int AT_ONCE = 20;
  private static final String TOPIC = "chat/fair";

  @Test
  void oneUsersFloodDoesNotMoveTheOthers() throws IOException {
    try (MadangProcess server = MadangProcess.start()) {
      Talker.talk(TALKERS, Duration.ofSeconds(IS_WHOLE ? 10 : 3), server.uri(), TOPIC); // warm
      double[] calm = new double[ROUNDS];
      double[] flooded = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        Talker.Times before = Talker.talk(TALKERS, TIME, server.uri(), TOPIC);
        Talker.Times during = floodedBy("127.0.0." + (66 + i), server.uri());
        System.out.printf("FairnessIT: calm %s%n  flood %s%n", before, during);
        calm[i] = Math.max(before.ack(0.99), before.delivery(0.99));
        flooded[i] = Math.max(during.ack(0.99), during.delivery(0.99));
      }
      double ratio = median(flooded) / median(calm);
      System.out.printf(
          "FairnessIT: p99 calm %.1f ms, in the flood %.1f ms: %.2f times%n",
          median(calm), median(flooded), ratio);
      if (IS_WHOLE) {
        assertThat(ratio).isLessThanOrEqualTo(1.5);
      } else {
        assertThat(median(flooded)).isLessThan(10 * median(calm) + 500);
      }
    }
  }

  /** Each flood has an address and a user of its own, whose buckets are full. */
  private static Talker.Times floodedBy(String address, URI server) throws IOException {
    AtomicReference<Assault> flood = new AtomicReference<>();
    try {
      Runnable begins = () -> flood.set(new Assault(server, CONNECTIONS, plan(server, address)));
      return Talker.talk(TALKERS, TIME, server, TOPIC, begins);
    } finally {
      Assault begun = flood.get();
      if (begun != null) {
        System.out.printf(
            "FairnessIT: %d connections, %d closed%n", begun.connects(), begun.closed());
        begun.close();
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Plan plan(URI server, String address) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < AT_ONCE; i++) {
      String id = Urls.freshClient();
      frames.writeBytes(ClientFrames.text(Frames.publish(TOPIC, id, "flood")));
    }
    String query = "?topic=" + TOPIC + "&client=" + Urls.freshClient();
    return Plan.socket(server, address, query)
        .then(frames.toByteArray(), Duration.ZERO)
        .comesBack();
  }
}
