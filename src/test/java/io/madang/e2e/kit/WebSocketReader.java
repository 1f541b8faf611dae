package io.madang.e2e.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A WebSocket that speaks {@code madang.v1} and only listens.
 *
 * <p>Threads: see {@link Reader}; {@code opening} and {@code isCut} are guarded by this.
 */
final class WebSocketReader implements Reader {
  private final Listening what;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private CompletableFuture<WebSocket> opening = new CompletableFuture<>();
  private boolean isCut;

  WebSocketReader(Listening what) {
    this.what = what;
  }

  @Override
  public void read(Place place) throws IOException, InterruptedException {
    TextListener listener =
        new TextListener(
            text -> {
              if (!place.take(Batch.of(Frames.lines(text)))) {
                cut();
              }
            },
            ended);
    URI uri = what.events(place.cursor(), "");
    try {
      begin(URI.create("ws" + uri.toString().substring("http".length())), listener);
      ended.get();
    } catch (ExecutionException | CancellationException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void cut() {
    CompletableFuture<WebSocket> torn;
    synchronized (this) {
      isCut = true;
      torn = opening;
    }
    var unused = torn.thenAccept(WebSocket::abort);
    ended.cancel(false);
  }

  private synchronized void begin(URI uri, TextListener listener) {
    if (isCut) {
      ended.cancel(false);
      return;
    }
    opening = TextListener.open(uri, listener);
  }
}
