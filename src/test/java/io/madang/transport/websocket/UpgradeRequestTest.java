package io.madang.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class UpgradeRequestTest {

  private static final PingWatch ANY = new PingWatch(connection -> true);

  @Test
  void itPassesOnWhatTheRequestSaysUntilItIsLetGo() {
    UpgradeRequest request = new UpgradeRequest(from("192.0.2.1"), ANY);

    assertThat(request.getRemoteAddr()).isEqualTo("192.0.2.1");
    request.letGo();

    assertThatThrownBy(request::getRemoteAddr)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("getRemoteAddr");
  }

  @Test
  void nothingHoldsARequestThatWasLetGo() {
    HttpServletRequest original = from("192.0.2.1");
    WeakReference<HttpServletRequest> watched = new WeakReference<>(original);
    UpgradeRequest request = new UpgradeRequest(original, ANY);
    original = null;

    request.letGo();

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(watched.get()).isNull();
            });
    assertThatThrownBy(request::getMethod).isInstanceOf(IllegalStateException.class);
  }

  private static HttpServletRequest from(String address) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            UpgradeRequestTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> address);
  }
}
