package io.madang.container;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/**
 * Ends the server when the build that started it is no more.
 *
 * <p>A build that is killed stops nothing, and Payara's server is not even its child. So every
 * archive of a test carries the process that made it, and the server watches that one.
 */
@WebListener
public final class EndsWithItsBuild implements ServletContextListener {

  /** The resource with the number of the build's process. */
  static final String PID = "/build.pid";

  private CompletableFuture<Void> end = new CompletableFuture<>();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    end =
        ProcessHandle.of(build())
            .map(ProcessHandle::onExit)
            .orElseGet(() -> CompletableFuture.completedFuture(null))
            .thenAccept(ended -> Runtime.getRuntime().halt(1));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    end.cancel(false);
  }

  private static long build() {
    try (InputStream pid = EndsWithItsBuild.class.getResourceAsStream(PID)) {
      return Long.parseLong(new String(pid.readAllBytes(), US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
