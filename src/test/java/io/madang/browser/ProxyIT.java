package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.FaultyProxy;
import io.madang.e2e.kit.FaultyProxy.Fault;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page behind a proxy that does not let everything through. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class ProxyIT {
  private final MadangProcess server;
  private final Chromium chromium;

  ProxyIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
  }

  @Test
  void whereUpgradesAreSwallowedThePageStreams() {
    isLeft("stream", "", Fault.SWALLOWS_UPGRADES);
  }

  @Test
  void whereUpgradesAreStrippedThePageStreamsAtOnce() {
    isLeft("stream", "", Fault.STRIPS_UPGRADES);
  }

  @Test
  void whereStreamsAreHeldBackAsWellItPollsLong() {
    isLeft("long-poll", "stream,long-poll,poll", Fault.SWALLOWS_UPGRADES, Fault.HOLDS_STREAMS);
  }

  private void isLeft(String expected, String transports, Fault... faults) {
    String topic = Urls.freshTopic("chat");
    try (FaultyProxy proxy = new FaultyProxy(server.uri(), faults);
        Person mina = chromium.person("Mina");
        Person joon = chromium.person("Joon")) {
      mina.opens(proxy.uri(), Person.room(topic, transports));
      joon.enters(server.uri(), topic, "");
      joon.says("1");
      mina.isConnected().hearsExactly(List.of("1"));
      mina.says("2").says("3");
      joon.hearsExactly(List.of("1", "2", "3"));
      mina.hearsExactly(List.of("1", "2", "3"));
      assertThat(mina.transport()).isEqualTo(expected);
      assertThat(proxy.harmed()).isPositive();
    }
  }
}
