package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of Madang when it goes while the server stays. */
@InContainer
@Timeout(60)
class UndeployIT {

  /** Stays in the server, beside Madang, and looks. */
  @Deployment(name = "probe", order = 1)
  static WebArchive probe() {
    return MadangWar.probe();
  }

  @Deployment(name = "madang", order = 2, managed = false, testable = false)
  static WebArchive madang() {
    return MadangWar.asBuilt();
  }

  @Test
  @OperateOnDeployment("probe")
  void itEndsItsConnectionsAndThreadsAndNothingComplains(
      @ArquillianResource Deployer deployer, @ArquillianResource URI probe) {
    URI base = probe.resolve("/madang/");
    ServerLog log = new ServerLog();
    String topic = Urls.freshTopic("chat");

    deployer.deploy("madang");
    Cursor first = new Api(base, Urls.freshClient()).publish(topic, "1", "one");
    assertThat(madangThreads()).isNotEmpty();
    try (RawWebSocket socket = RawWebSocket.open(base, "?last=1&topic=" + topic);
        EventStream stream = EventStream.sse(base, "?last=1&topic=" + topic)) {
      assertThat(Cursor.of(socket.next("message"))).isEqualTo(first);
      assertThat(Cursor.of(stream.next("message").frame())).isEqualTo(first);
      CompletableFuture<Api.Answer> poll =
          new Api(base, Urls.freshClient()).getLater("/events?wait=30&topic=" + topic);
      deployer.undeploy("madang");
      assertThat(socket.nextClose().code()).isEqualTo(1001);
      assertThat(poll).succeedsWithin(Duration.ofSeconds(10));
    }

    await().untilAsserted(() -> assertThat(madangThreads()).isEmpty());
    System.gc(); // whoever listens to the collector and was left behind complains now
    assertThat(log.complaints()).isEmpty();
  }

  private static List<String> madangThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("madang"))
        .toList();
  }
}
