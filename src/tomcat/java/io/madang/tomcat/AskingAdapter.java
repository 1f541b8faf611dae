package io.madang.tomcat;

import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BiPredicate;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the application, and remembers what it asked for by the attribute {@link #FRAMES}
 * of a request: a {@code BiPredicate}, to be told how many frames the WebSocket has sent so far,
 * and whether a thread is just reading more of them; it answers whether the connection may stay.
 *
 * <p>Threads: a worker handles a request and what it is upgraded to one after the other.
 */
final class AskingAdapter implements Adapter {

  /** Tomcat hands attributes that begin so on to the connector. */
  static final String FRAMES = "org.apache.tomcat.madang.frames";

  private static final ThreadLocal<@Nullable Object> ASKED = new ThreadLocal<>();

  private final Adapter next;

  AskingAdapter(Adapter next) {
    this.next = next;
  }

  /** What the request that this thread handled last asked for, once. */
  @SuppressWarnings("unchecked") // as agreed with the application
  @Nullable BiPredicate<Long, Boolean> take() {
    Object told = ASKED.get();
    ASKED.remove();
    return told instanceof BiPredicate<?, ?> ? (BiPredicate<Long, Boolean>) told : null;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    ASKED.remove();
    next.service(request, response);
    Object told = request.getAttribute(FRAMES);
    if (told != null && response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
      ASKED.set(told);
    }
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return next.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent event)
      throws Exception {
    return next.asyncDispatch(request, response, event);
  }

  @Override
  public void log(Request request, Response response, long time) {
    next.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    next.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return next.getDomain();
  }
}
