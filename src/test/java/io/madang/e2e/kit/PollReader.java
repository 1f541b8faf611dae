package io.madang.e2e.kit;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Polling and long polling: one request after another, each with the cursor of the last answer.
 *
 * <p>Threads: see {@link Reader}; {@code asked} is guarded by this.
 */
final class PollReader implements Reader {
  private static final int PAUSE_MILLIS = 20;

  private final Listening what;
  private final String rest;
  private final CountDownLatch cut = new CountDownLatch(1);
  private CompletableFuture<HttpResponse<String>> asked = new CompletableFuture<>();

  PollReader(Listening what, String rest) {
    this.what = what;
    this.rest = rest;
  }

  @Override
  public void read(Place place) throws IOException, InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = place.take(next(place)) && !cut.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private Batch next(Place place) throws IOException, InterruptedException {
    JsonObject answer = ask(place.cursor());
    List<JsonObject> events = answer.getJsonArray("events").getValuesAs(JsonObject.class);
    String cursor = answer.getJsonObject("cursors").getString(what.topic());
    return new Batch(events, Optional.of(cursor), Optional.empty());
  }

  @Override
  public synchronized void cut() {
    cut.countDown();
    asked.cancel(true);
  }

  private JsonObject ask(Optional<String> cursor) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(what.events(cursor, rest)).timeout(Duration.ofSeconds(40)).build();
    try {
      HttpResponse<String> answer = begin(request).get();
      if (answer.statusCode() != 200) {
        throw new IOException("polling was answered " + answer.statusCode() + answer.body());
      }
      return Frames.object(answer.body());
    } catch (ExecutionException | CancellationException e) {
      throw new IOException(e);
    }
  }

  private synchronized CompletableFuture<HttpResponse<String>> begin(HttpRequest request)
      throws IOException {
    if (cut.getCount() == 0) {
      throw new InterruptedIOException("cut");
    }
    asked = Api.HTTP.sendAsync(request, BodyHandlers.ofString());
    return asked;
  }
}
