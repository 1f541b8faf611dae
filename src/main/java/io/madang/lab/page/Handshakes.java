package io.madang.lab.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The newest upgrade of each page of the lab, for some minutes, by the page's secret: only who
 * knows it is told.
 *
 * <p>Threads: any.
 */
public final class Handshakes {

  private static final int MOST = 1_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Cache<String, CompletableFuture<JsonObject>> seen =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /** An upgrade has begun; what comes of it is to be put into the future. */
  CompletableFuture<JsonObject> begin(String page) {
    CompletableFuture<JsonObject> begun = new CompletableFuture<>();
    seen.put(page, begun);
    return begun;
  }

  /** What this page's upgrade was, when it is done. */
  Optional<CompletableFuture<JsonObject>> of(String page) {
    return Optional.ofNullable(seen.getIfPresent(page));
  }
}
