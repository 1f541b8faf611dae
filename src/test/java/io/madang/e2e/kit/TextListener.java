package io.madang.e2e.kit;

import java.io.EOFException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of text messages and tells when the connection ended.
 *
 * <p>Threads: the WebSocket calls it from one thread at a time; {@code ended} may be completed from
 * outside.
 */
final class TextListener implements WebSocket.Listener {
  private final Consumer<String> messages;
  private final CompletableFuture<String> ended;
  private final StringBuilder parts = new StringBuilder();

  TextListener(Consumer<String> messages, CompletableFuture<String> ended) {
    this.messages = messages;
    this.ended = ended;
  }

  /** Opens a WebSocket; when that fails, {@code ended} fails too. */
  static CompletableFuture<WebSocket> open(URI uri, TextListener listener) {
    return Api.HTTP
        .newWebSocketBuilder()
        .subprotocols("madang.v1")
        .buildAsync(uri, listener)
        .whenComplete((socket, failure) -> listener.failedBy(failure));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    parts.append(part);
    if (last) {
      String message = parts.toString();
      parts.setLength(0);
      accept(message);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    ended.completeExceptionally(new EOFException("closed: " + code + " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    failedBy(failure);
  }

  private void accept(String message) {
    try {
      messages.accept(message);
    } catch (RuntimeException e) {
      failedBy(e);
      throw e;
    }
  }

  private void failedBy(@Nullable Throwable failure) {
    if (failure != null) {
      ended.completeExceptionally(failure);
    }
  }
}
