package io.madang.e2e.kit;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes over a WebSocket, several messages on the way at once.
 *
 * <p>An error frame ends the lane: whoever opened it sends again what was not acked.
 *
 * <p>Threads: {@link #send} one at a time; acks come on the client's threads.
 */
final class WebSocketLane implements Lane {
  private static final int PATIENCE_SECONDS = 10;

  private final Answers answers;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final WebSocket socket;

  WebSocketLane(Listening what, Answers answers) throws IOException, InterruptedException {
    this.answers = answers;
    String events = Urls.at(what.base(), "/events?" + what.somebody()).toString();
    URI uri = URI.create("ws" + events.substring("http".length()));
    this.socket = result(TextListener.open(uri, new TextListener(this::read, ended)));
  }

  @Override
  public void send(String topic, String id, String text) throws IOException, InterruptedException {
    WebSocket unused = result(socket.sendText(Frames.publish(topic, id, text), true));
  }

  @Override
  public boolean isOpen() {
    return !ended.isDone();
  }

  @Override
  public void close() {
    ended.cancel(false);
    socket.abort();
  }

  private void read(String message) {
    for (JsonObject frame : Frames.lines(message)) {
      if (Frames.is(frame, "ack")) {
        answers.acked(frame.getString("id"), frame.getString("cursor"));
      } else if (Frames.is(frame, "error")) {
        if (frame.containsKey("id")) {
          answers.failed(frame.getString("id"), frame.getString("code"));
        }
        ended.completeExceptionally(new IOException(frame.toString()));
      }
    }
  }

  private static WebSocket result(CompletableFuture<WebSocket> future)
      throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }
}
