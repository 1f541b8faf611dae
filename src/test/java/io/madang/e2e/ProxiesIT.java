package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.MadangProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word counts on where a request comes from. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProxiesIT {
  private static final String FOR = "X-Forwarded-For";
  private static final String POLL = "/events?topic=chat/proxies&wait=5";

  /** One place for each address: 429 when two requests at once meet at it, whichever was first. */
  private static int worstAnswer(MadangProcess server, String first, String second) {
    Api guest = server.guest();
    CompletableFuture<Api.Answer> waits = guest.getLater(POLL, FOR, first);
    int status = 200;
    while (status == 200 && !waits.isDone()) {
      status = server.guest().get("/events?topic=chat/proxies", FOR, second).status();
    }
    return Math.max(status, waits.join().status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1 | 10.1.1.1 | 6.6.6.6, 10.1.1.1 | 429",
        "127.0.0.1 | 10.1.1.1 | 10.1.1.1, 10.1.1.2 | 200",
        "127.0.0.1,10.9.9.9 | 10.1.1.1 | 10.1.1.1, 10.9.9.9 | 429",
        "10.9.9.9 | 10.1.1.1 | 10.1.1.2 | 429"
      })
  void anAddressIsTheNearestThatIsNoProxyOfOurs(
      String proxies, String first, String second, int status) {
    try (MadangProcess server =
        MadangProcess.start(
            "madang.proxies=" + proxies, "madang.limits.connections-per-address=1")) {
      assertThat(worstAnswer(server, first, second)).isEqualTo(status);
    }
  }

  @Test
  void withoutProxiesNobodyIsBelieved() {
    try (MadangProcess server = MadangProcess.start("madang.limits.connections-per-address=1")) {
      assertThat(worstAnswer(server, "10.1.1.1", "10.1.1.2")).isEqualTo(429);
    }
  }
}
