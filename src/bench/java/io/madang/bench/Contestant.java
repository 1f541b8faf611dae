package io.madang.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A server that is running for one round.
 *
 * <p>Threads: one.
 */
public final class Contestant implements AutoCloseable {

  private static final double START_SECONDS = 60;
  private static final double LOOK_SECONDS = 0.1;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int UNAVAILABLE = 503;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String name;
  private final URI url;
  private final Child child;

  private Contestant(String name, URI url, Child child) {
    this.name = name;
    this.url = url;
    this.child = child;
  }

  /**
   * Starts a server on a free port and waits until it answers.
   *
   * @param command without {@code --port}, which is added
   */
  public static Contestant start(String name, List<String> command, Path log) throws IOException {
    return startAt(
        name,
        port -> {
          List<String> whole = new ArrayList<>(command);
          whole.addAll(List.of("--port", Integer.toString(port)));
          return whole;
        },
        log);
  }

  /** The same for a server that is told its port in another way. */
  public static Contestant startAt(String name, IntFunction<List<String>> commandAt, Path log)
      throws IOException {
    int port = Ports.free();
    Child child = Child.start(commandAt.apply(port), log);
    Contestant started = new Contestant(name, URI.create("http://127.0.0.1:" + port + "/"), child);
    started.awaitReady(log);
    return started;
  }

  String name() {
    return name;
  }

  public URI url() {
    return url;
  }

  public long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }

  private void awaitReady(Path log) {
    long limit = Ticks.now() + Ticks.ofSeconds(START_SECONDS);
    while (!isReady()) {
      if (!child.isAlive() || Ticks.now() > limit) {
        close();
        throw new IllegalStateException(name + " did not start, see " + log);
      }
      Ticks.waitUntil(Ticks.now() + Ticks.ofSeconds(LOOK_SECONDS));
    }
  }

  /** Asks for its readiness; a server without such a page is ready when it answers anything. */
  private boolean isReady() {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("health/ready")).timeout(PATIENCE).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() != UNAVAILABLE;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
