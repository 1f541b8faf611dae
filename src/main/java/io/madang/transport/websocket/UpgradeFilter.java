package io.madang.transport.websocket;

import io.madang.core.Door;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.SafeTask;
import io.madang.core.Visitor;
import io.madang.request.ContainerQuirk;
import io.madang.request.RetryAfter;
import io.madang.request.Visitors;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks at a request for an upgrade before the container takes it: pages of other sites get 403,
 * everybody 503 while the server goes away, who connects too often 429, and the client's address
 * and scheme are kept for the endpoint, to which the API does not tell them.
 *
 * <p>A 429 takes its time, as long as there are places to wait in: who connects again as soon as it
 * is refused would keep the server busy with refusals.
 */
public final class UpgradeFilter extends HttpFilter {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /**
   * What lies here is told, in a Tomcat that has {@code madang-tomcat.jar}, how many frames the
   * WebSocket has sent so far, and whether a thread is just reading.
   */
  private static final String FRAMES = "org.apache.tomcat.madang.frames";

  private final transient Door door;
  private final transient ScheduledExecutorService clock;
  private final transient Function<String, Door.Place> waiting;
  private final transient Predicate<Object> mayPing;

  /**
   * A filter.
   *
   * @param waiting places for those who wait for their refusal, by their address
   * @param mayPing takes one ping of a connection's; whether it was there
   */
  public UpgradeFilter(
      Door door,
      ScheduledExecutorService clock,
      Function<String, Door.Place> waiting,
      Predicate<Object> mayPing) {
    this.door = door;
    this.clock = clock;
    this.waiting = waiting;
    this.mayPing = mayPing;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      chain.doFilter(request, response);
      return;
    }
    try {
      door.checkOpen();
      Visitor visitor = Visitors.of(request, door);
      door.checkOrigin(visitor);
      door.checkConnect(visitor);
    } catch (RefusedException e) {
      refuse(request, response, e.refusal());
      return;
    }
    String address = String.valueOf(request.getRemoteAddr());
    PingWatch watch = new PingWatch(mayPing);
    UpgradeRequest upgrade = new UpgradeRequest(request, watch);
    BiPredicate<Long, Boolean> came = watch::came;
    request.setAttribute(FRAMES, came);
    Runnable letGo = ContainerQuirk.HOLDS_UPGRADES.isOf(request) ? upgrade::letGo : () -> {};
    EventsConfigurator.setArrival(
        new Handshake.Arrival(address, request.getScheme(), letGo, watch));
    try {
      chain.doFilter(upgrade, response);
    } finally {
      EventsConfigurator.clearArrival();
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    Duration wait = refusal.retryAfter();
    if (wait == null || refusal.code() != Refusal.Code.RATE_LIMITED) {
      answer(response, refusal);
      return;
    }
    Door.Place place;
    try {
      place = waiting.apply(String.valueOf(request.getRemoteAddr()));
    } catch (RefusedException full) {
      answer(response, refusal);
      return;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    Runnable end =
        () -> {
          place.giveBack();
          answer(response, refusal);
          async.complete();
        };
    long millis = Math.min(wait.toMillis(), LONGEST_WAIT.toMillis());
    clock.schedule(new SafeTask(end), millis, TimeUnit.MILLISECONDS);
  }

  /** Without a page: nobody sees it. */
  private static void answer(HttpServletResponse response, Refusal refusal) {
    RetryAfter.tell(response, refusal);
    response.setStatus(refusal.code().status());
    response.setHeader("Connection", "close"); // what comes next is no request
    response.setContentLength(0);
  }
}
