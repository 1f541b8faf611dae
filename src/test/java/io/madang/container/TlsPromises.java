package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Certificates;
import io.madang.e2e.kit.Login;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** TLS as {@code server-config} sets it up. */
interface TlsPromises extends Promises {

  private URI secure() {
    String port = System.getProperty("container.https.port");
    return URI.create("https://127.0.0.1:" + port + base().getPath());
  }

  @Test
  default void webSocketsAndRequestsSpeakTlsAndTheCookieIsForItOnly() {
    String topic = Urls.freshTopic("chat");
    Api guest = new Api(secure(), Urls.freshClient());
    assertThat(guest.publish(topic, "1", "one").offset()).isEqualTo(1);
    String origin = "Origin: https://" + secure().getAuthority();
    try (RawWebSocket socket = RawWebSocket.open(secure(), "?last=1&topic=" + topic, origin)) {
      assertThat(socket.next("message").toString()).contains("one");
    }
    Api.Answer answer = Login.tried(guest, "kim", LoginPromises.PASSWORD);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("; Secure"));
  }

  @Test
  default void nothingOlderThanTls12IsSpoken() {
    assertThat(Certificates.isSpoken(secure(), 3)).isTrue();
    assertThat(Certificates.isSpoken(secure(), 2)).isFalse();
  }

  @Test
  default void tomcatTakesAnotherCertificateAndWhoIsConnectedStays() throws Exception {
    String base = System.getProperty("catalina.base");
    if (System.getProperty("com.sun.aas.instanceRoot") != null) {
      return; // Payara's listener is switched off and on for it
    }
    String topic = Urls.freshTopic("chat");
    try (RawWebSocket stays = RawWebSocket.open(secure(), "?topic=" + topic)) {
      stays.next("subscribed");
      Certificates.store(Path.of(base, "conf", "madang.p12"), "second");
      assertThat(Certificates.shown(secure())).isEqualTo("CN=first");
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      String name = "*:type=ProtocolHandler,port=" + secure().getPort() + ",*";
      ObjectName handler = beans.queryNames(new ObjectName(name), null).iterator().next();
      beans.invoke(handler, "reloadSslHostConfigs", new Object[0], new String[0]);
      assertThat(Certificates.shown(secure())).isEqualTo("CN=second");
      stays.send("{\"type\":\"ping\"}");
      stays.next("pong");
    }
  }
}
