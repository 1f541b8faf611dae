package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.OriginTable;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that a container promises, in one deployment: deploying costs more than the tests. */
@InContainer
@Timeout(60)
class MadangIT
    implements ConversationPromises,
        FramingPromises,
        HandshakePromises,
        StreamPromises,
        PollPromises,
        ResumePromises,
        SlowReaderPromises,
        WritePromises,
        AttachmentPromises,
        PagePromises,
        LoginPromises,
        TlsPromises,
        CrossSitePromises,
        InputPromises,
        CanaryPromises,
        HangUpPromises,
        PingPromises {

  @ArquillianResource private URI base = URI.create("");

  @Deployment
  static WebArchive war() {
    return MadangWar.with(
        "madang.publish-key",
        PUBLISH_KEY,
        "madang.origins",
        OriginTable.LISTED,
        "madang.proxies",
        "127.0.0.1",
        "madang.login",
        "on",
        "madang.limits.connections-per-address",
        Integer.toString(CONNECTIONS_PER_ADDRESS));
  }

  @Override
  public URI base() {
    return base;
  }

  @Test
  void theTestsRunInsideTheContainer() {
    assertThat(System.getProperty("surefire.test.class.path")).isNull();
    assertThat(System.getProperty("madang.data")).isNotNull();
  }
}
