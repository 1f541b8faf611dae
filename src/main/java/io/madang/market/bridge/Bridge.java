package io.madang.market.bridge;

import io.madang.core.RefusedException;
import io.madang.core.Threads;
import io.madang.json.Json;
import io.madang.market.Prices;
import io.madang.market.RareWarning;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads an exchange's tickers into {@code market/*}, and comes back when the connection is lost.
 *
 * <p>Pauses are drawn from the upper half of 1, 2, 4, … 60 s, and begin anew after a ticker came.
 * What is not understood is passed over.
 *
 * <p>Threads: one of its own connects and waits; messages come on the container's. {@link #close}
 * any.
 */
public final class Bridge implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Bridge.class.getName());
  private static final Duration END = Duration.ofSeconds(3);

  private final Source source;
  private final TickerFormat format;
  private final Prices prices;
  private final Json json;
  private final WebSocketContainer container;
  private final Patience patience;
  private final RareWarning warning =
      new RareWarning(LOG, "a message of the exchange is of no use");
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean hasHeard;
  private volatile @Nullable Wire wire;

  /** A bridge over a client container, which stays the caller's. */
  public Bridge(
      Source source, Prices prices, Json json, WebSocketContainer container, Patience patience) {
    this.source = source;
    this.format = source.format().of(source.symbols());
    this.prices = prices;
    this.json = json;
    this.container = container;
    this.patience = patience;
    this.thread = Threads.named("madang-market-bridge").newThread(this::run);
  }

  /** Connects soon; does not wait for it. */
  public void start() {
    thread.start();
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    try {
      for (int attempts = 0; !isClosed(); attempts++) {
        hasHeard = false;
        listen();
        attempts = hasHeard ? 0 : attempts;
        pause(patience.pause(attempts));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause(Duration longest) throws InterruptedException {
    long millis = longest.toMillis();
    long drawn = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    if (!closed.await(drawn, TimeUnit.MILLISECONDS)) {
      LOG.log(System.Logger.Level.DEBUG, "connecting to the exchange again");
    }
  }

  private void listen() throws InterruptedException {
    Wire current = new Wire(this::hear);
    wire = current;
    ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
    try (Session session = container.connectToServer(current, config, source.url())) {
      session.getBasicRemote().sendText(format.subscription());
      LOG.log(System.Logger.Level.INFO, "connected to the exchange at {0}", source.url().getHost());
      if (!isClosed()) {
        boolean isSilent = current.awaitEnd(patience.silence());
        String how = isSilent ? "fell silent" : isClosed() ? "is left" : "closed the connection";
        LOG.log(System.Logger.Level.INFO, "the exchange {0}", how);
      }
    } catch (DeploymentException | IOException | IllegalStateException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no connection to the exchange at {0}: {1}",
          source.url().getHost(),
          e.getClass().getSimpleName());
    }
  }

  private void hear(String message) {
    try {
      format
          .read(json.object(message))
          .ifPresent(
              told -> {
                hasHeard = true;
                prices.set(told.symbol(), told.ticker());
              });
    } catch (RefusedException e) {
      warning.count(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Wire current = wire;
    if (current != null) {
      current.end();
    }
    try {
      thread.join(END.toMillis());
      if (thread.isAlive()) {
        thread.interrupt(); // it may still be connecting
        thread.join(END.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
