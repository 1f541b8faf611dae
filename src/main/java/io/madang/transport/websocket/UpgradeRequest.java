package io.madang.transport.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;

/**
 * The request for an upgrade, which can be let go when the WebSocket is open.
 *
 * <p>A container may hold on to it as long as the connection lasts; on Jetty all that was needed to
 * answer it hung there, 5 KiB for each reader.
 *
 * <p>Threads: one at a time.
 */
final class UpgradeRequest extends HttpServletRequestWrapper {

  /** Stands where a request was. */
  private static final HttpServletRequest OVER =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              UpgradeRequest.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, method, arguments) -> {
                throw new IllegalStateException("the request is over: " + method.getName());
              });

  UpgradeRequest(HttpServletRequest request) {
    super(request);
  }

  /** Forgets the request; whoever asks for something of it is told that it is over. */
  void letGo() {
    setRequest(OVER);
  }
}
