package io.madang.pages;

import io.madang.core.Printable;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The answer to a browser that has to wait for something.
 *
 * <p>What is there soon is shown by the container's own thread; only what takes longer goes on
 * without one. Payara loses a dispatch that another thread asks for while the servlet has not yet
 * returned, and the browser waits in vain: after the wait nothing is that close.
 */
public final class PageAnswer {

  private static final System.Logger LOG = System.getLogger(PageAnswer.class.getName());

  private static final long SOON_MILLIS = 200;

  private PageAnswer() {}

  /** Shows a page of the WAR when all that it needs is there; that never fails. */
  public static void show(
      HttpServletRequest request,
      HttpServletResponse response,
      CompletableFuture<?> ready,
      String page)
      throws IOException, ServletException {
    give(request, response, ready.thenApply(done -> Optional.of(page)));
  }

  /** Shows the page that comes out, or ends the answer as it is where none does. */
  public static void give(
      HttpServletRequest request,
      HttpServletResponse response,
      CompletableFuture<Optional<String>> outcome)
      throws IOException, ServletException {
    Optional<String> page;
    try {
      page = outcome.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      later(request.startAsync(), outcome);
      return;
    } catch (ExecutionException e) {
      throw new ServletException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServletException(e);
    }
    if (page.isPresent()) {
      request.getRequestDispatcher(page.get()).forward(request, response);
    }
  }

  private static void later(AsyncContext async, CompletableFuture<Optional<String>> outcome) {
    outcome
        .thenAccept(page -> page.ifPresentOrElse(async::dispatch, async::complete))
        .exceptionally(
            fault -> {
              LOG.log(System.Logger.Level.ERROR, "a page is not shown: {0}", Printable.of(fault));
              ((HttpServletResponse) async.getResponse()).setStatus(500);
              async.complete();
              return null;
            });
  }
}
