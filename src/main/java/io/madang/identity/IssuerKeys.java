package io.madang.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fetches an issuer's keys (JWKS, RFC 7517) again and again, and at once when a token mentions one
 * that is not there, but not more often than every ten seconds. Until they come, the old ones hold.
 *
 * <p>Threads: any; it fetches on the executor.
 */
public final class IssuerKeys {

  private static final System.Logger LOG = System.getLogger(IssuerKeys.class.getName());
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI address;
  private final VerificationKeys keys;
  private final Executor executor;
  private final AtomicBoolean isFetching = new AtomicBoolean();
  private volatile long lastFetch = System.nanoTime() - AGAIN_NANOS;

  public IssuerKeys(URI address, VerificationKeys keys, Executor executor) {
    this.address = address;
    this.keys = keys;
    this.executor = executor;
  }

  /** Begins. */
  public void start(ScheduledExecutorService clock) {
    keys.whenMissing(this::fetchSoon);
    clock.scheduleWithFixedDelay(this::fetchSoon, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void fetchSoon() {
    if (System.nanoTime() - lastFetch >= AGAIN_NANOS && isFetching.compareAndSet(false, true)) {
      lastFetch = System.nanoTime();
      executor.execute(this::fetch);
    }
  }

  private void fetch() {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MAX_BYTES);
        if (answer.statusCode() != 200) {
          throw new IOException("status " + answer.statusCode());
        }
        keys.replace(new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the issuer''s keys could not be fetched; the old ones hold: {0}",
          e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      isFetching.set(false);
    }
  }
}
