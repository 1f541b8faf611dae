package io.madang.transport.websocket;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The request for an upgrade. Its WebSocket is watched where the container takes the connection by
 * the servlet API, and it can be let go when the WebSocket is open.
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

  private @Nullable PingWatch watch;

  UpgradeRequest(HttpServletRequest request, PingWatch watch) {
    super(request);
    this.watch = watch;
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> type)
      throws IOException, ServletException {
    PingWatch present = watch;
    if (present == null || !isPlain(type)) {
      return super.upgrade(type);
    }
    try {
      T handler = type.getDeclaredConstructor().newInstance();
      super.upgrade(WatchedUpgrade.class).before(handler, present);
      return handler;
    } catch (ReflectiveOperationException e) {
      throw new ServletException(type + " cannot be made", e);
    }
  }

  /** Whether the handler asks its container for no more than the API gives: Tomcat's own does. */
  private static boolean isPlain(Class<?> handler) {
    for (Class<?> type = handler; type != null; type = type.getSuperclass()) {
      for (Class<?> face : type.getInterfaces()) {
        if (face != HttpUpgradeHandler.class && HttpUpgradeHandler.class.isAssignableFrom(face)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Forgets the request; whoever asks for something of it is told that it is over. */
  void letGo() {
    watch = null;
    setRequest(OVER);
  }
}
