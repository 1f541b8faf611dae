package io.madang.transport.http;

import io.madang.core.Printable;
import io.madang.request.ContainerQuirk;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * An asynchronous request while it lasts. After that nothing of it is touched: containers take the
 * objects of a request for the next one, which is somebody else's.
 *
 * <p>So whoever touches the request or the response is inside meanwhile, and whoever ends it waits
 * until nobody is. The container ends it too: when a write fails because the client has gone, it
 * says so on a thread of its own while the thread that wrote is still inside.
 *
 * <p>Threads: any.
 */
final class AsyncRequest implements AsyncListener {

  private static final System.Logger LOG = System.getLogger(AsyncRequest.class.getName());

  private static final long LOOK_NANOS = 100_000;

  /** As long the container's thread waits; nothing that is done inside takes long. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final AsyncContext async;
  private final boolean mixesRequests;
  private final ReentrantLock inside = new ReentrantLock();
  private volatile boolean isOver;
  private Runnable last = () -> {};

  private AsyncRequest(AsyncContext async, boolean mixesRequests) {
    this.async = async;
    this.mixesRequests = mixesRequests;
  }

  /** Goes on with a request on other threads, for as long as it takes. */
  static AsyncRequest begin(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    AsyncRequest begun = new AsyncRequest(async, ContainerQuirk.MIXES_REQUESTS.isOf(request));
    async.addListener(begun);
    return begun;
  }

  /** Whether the request lasts; then it does until {@link #leave}. */
  boolean enter() {
    inside.lock();
    if (isOver) {
      inside.unlock();
      return false;
    }
    return true;
  }

  void leave() {
    inside.unlock();
  }

  /** Does something with the response, unless it is over. */
  void respond(Consumer<HttpServletResponse> with) {
    if (enter()) {
      try {
        with.accept((HttpServletResponse) async.getResponse());
      } finally {
        leave();
      }
    }
  }

  /** For who is inside. */
  HttpServletRequest request() {
    return (HttpServletRequest) async.getRequest();
  }

  /** For who is inside. */
  ServletOutputStream output() throws IOException {
    return async.getResponse().getOutputStream();
  }

  /** Does something when the servlet has returned, where that counts; elsewhere now. */
  void afterServlet(Runnable task) {
    if (!mixesRequests) {
      task.run();
      return;
    }
    if (enter()) {
      try {
        async.start(
            () -> {
              awaitServlet();
              task.run();
            });
      } finally {
        leave();
      }
    }
  }

  private void awaitServlet() {
    long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (isInServlet() && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** The time that it may take can be set as long as the servlet has not returned. */
  private boolean isInServlet() {
    if (!enter()) {
      return false;
    }
    try {
      async.setTimeout(0);
      return true;
    } catch (IllegalStateException returned) {
      return false;
    } finally {
      leave();
    }
  }

  /** Where it came from; empty when it is over. */
  String address() {
    if (!enter()) {
      return "";
    }
    try {
      return String.valueOf(request().getRemoteAddr());
    } finally {
      leave();
    }
  }

  /** Has this done when the request is over, however it ends. */
  void whenOver(Runnable more) {
    inside.lock();
    try {
      if (!isOver) {
        Runnable before = last;
        last =
            () -> {
              before.run();
              more.run();
            };
        return;
      }
    } finally {
      inside.unlock();
    }
    more.run();
  }

  /** Ends it; only the first call does anything. */
  void end() {
    inside.lock();
    try {
      if (isOver) {
        return;
      }
      isOver = true;
      async.complete();
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "the container had ended it: {0}", Printable.of(e));
    } finally {
      inside.unlock();
    }
    last.run();
  }

  /** Whether somebody waits until nobody is inside. */
  boolean hasWaiting() {
    return inside.hasQueuedThreads();
  }

  /** Waits until nobody is inside: the container is about to end it. */
  void awaitLeft() {
    if (wasFree()) {
      inside.unlock();
    }
  }

  private void ended() {
    boolean isInside = wasFree();
    boolean isFirst = !isOver;
    isOver = true;
    if (isInside) {
      inside.unlock();
    }
    if (isFirst) {
      last.run();
    }
  }

  private boolean wasFree() {
    try {
      if (inside.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
      LOG.log(System.Logger.Level.WARNING, "a request was ended while it was being answered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ended();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    ended();
  }

  /** The client is gone, or says what no answer fits: it gets none, and no page about it. */
  @Override
  public void onError(AsyncEvent event) {
    boolean isInside = wasFree();
    boolean isFirst = !isOver;
    isOver = true;
    try {
      if (isFirst) {
        if (async.getResponse() instanceof HttpServletResponse response
            && !response.isCommitted()) {
          response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
          response.setHeader("Connection", "close");
          response.setContentLength(0);
        }
        async.complete();
      }
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "the container had ended it: {0}", Printable.of(e));
    } finally {
      if (isInside) {
        inside.unlock();
      }
    }
    if (isFirst) {
      last.run();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
