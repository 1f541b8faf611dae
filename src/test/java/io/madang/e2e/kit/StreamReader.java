package io.madang.e2e.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One answer that never ends: Server-Sent Events or NDJSON.
 *
 * <p>Threads: see {@link Reader}; {@code asked}, {@code body} and {@code isCut} are guarded by
 * this.
 */
final class StreamReader implements Reader {

  /** How frames stand in the stream. */
  enum Syntax {
    SSE("text/event-stream"),
    NDJSON("application/x-ndjson");

    private final String mediaType;

    Syntax(String mediaType) {
      this.mediaType = mediaType;
    }
  }

  private final Listening what;
  private final Syntax syntax;
  private CompletableFuture<HttpResponse<InputStream>> asked = new CompletableFuture<>();
  private InputStream body = InputStream.nullInputStream();
  private boolean isCut;

  StreamReader(Listening what, Syntax syntax) {
    this.what = what;
    this.syntax = syntax;
  }

  @Override
  public void read(Place place) throws IOException, InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(place), StandardCharsets.UTF_8))) {
      EventLines events =
          syntax == Syntax.SSE ? EventLines.sse(place.eventId()) : EventLines.ndjson();
      boolean goesOn = true;
      while (goesOn) {
        String line = lines.readLine();
        goesOn = line != null && events.accept(line).map(place::take).orElse(true);
      }
    }
  }

  @Override
  public void cut() {
    InputStream torn;
    synchronized (this) {
      isCut = true;
      asked.cancel(true);
      torn = body;
    }
    try {
      torn.close();
    } catch (IOException alreadyGone) {
      // It is torn in any case.
    }
  }

  private InputStream open(Place place) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(what.events(place.cursor(), "")).header("Accept", syntax.mediaType);
    if (syntax == Syntax.SSE) {
      place.eventId().ifPresent(id -> request.header("Last-Event-ID", id));
    }
    try {
      HttpResponse<InputStream> answer = begin(request.build()).get();
      if (answer.statusCode() != 200) {
        answer.body().close();
        throw new IOException("streaming was answered " + answer.statusCode());
      }
      return keep(answer.body());
    } catch (ExecutionException | CancellationException e) {
      throw new IOException(e);
    }
  }

  private synchronized CompletableFuture<HttpResponse<InputStream>> begin(HttpRequest request)
      throws IOException {
    if (isCut) {
      throw new InterruptedIOException("cut");
    }
    asked = Api.HTTP.sendAsync(request, BodyHandlers.ofInputStream());
    return asked;
  }

  private InputStream keep(InputStream stream) throws IOException {
    synchronized (this) {
      body = stream;
      if (!isCut) {
        return stream;
      }
    }
    stream.close();
    throw new InterruptedIOException("cut");
  }
}
