package io.madang.e2e.kit;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer of {@code /events} that never ends, read frame by frame.
 *
 * <p>A read waits for ever: give the test a time limit.
 *
 * <p>Threads: one thread at a time.
 */
public final class EventStream implements AutoCloseable {

  /** A frame, and the id that came with it over SSE. */
  public record Event(JsonObject frame, Optional<String> id) {}

  private final HttpResponse<InputStream> answer;
  private final BufferedReader lines;
  private final EventLines events;

  private EventStream(HttpResponse<InputStream> answer, EventLines events) {
    this.answer = answer;
    this.events = events;
    this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** Listens by Server-Sent Events. */
  public static EventStream sse(URI base, String query, String... headers) {
    return new EventStream(
        open(base, query, "text/event-stream", headers), EventLines.sse(Optional.empty()));
  }

  /** Listens by NDJSON. */
  public static EventStream ndjson(URI base, String query) {
    return new EventStream(open(base, query, "application/x-ndjson"), EventLines.ndjson());
  }

  /** What the answer says its body is. */
  public String contentType() {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  /** The next frame. */
  public Event next() {
    try {
      Optional<Batch> batch = Optional.empty();
      while (batch.isEmpty()) {
        String line = lines.readLine();
        if (line == null) {
          throw new EOFException("the stream ended");
        }
        batch = events.accept(line);
      }
      return new Event(batch.get().frames().get(0), batch.get().eventId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame of a type; what comes before it is passed over. */
  public Event next(String type) {
    Event event = next();
    while (!Frames.is(event.frame(), type)) {
      event = next();
    }
    return event;
  }

  /** Hangs up. */
  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<InputStream> open(
      URI base, String query, String accept, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Urls.at(base, "/events" + query)).header("Accept", accept);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<InputStream> answer =
          Api.HTTP.send(request.build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        answer.body().close();
        throw new AssertionError("streaming was answered " + answer.statusCode());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
