package io.madang.market.bridge;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One connection to an exchange; hands on what it says, text or bytes.
 *
 * <p>Threads: the container's, one message at a time; {@link #awaitEnd} and {@link #end} any.
 */
final class Wire extends Endpoint {

  /** A ticker has one kilobyte. */
  private static final int MAX_MESSAGE_BYTES = 64 << 10;

  private final Consumer<String> messages;
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream(); // of one message
  private boolean isOver; // guarded by this
  private long lastHeard = System.nanoTime(); // guarded by this

  Wire(Consumer<String> messages) {
    this.messages = messages;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.addMessageHandler(
        String.class,
        (MessageHandler.Partial<String>)
            (part, isLast) -> hear(part.getBytes(StandardCharsets.UTF_8), isLast));
    session.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Partial<ByteBuffer>) (part, isLast) -> hear(bytes(part), isLast));
  }

  private static byte[] bytes(ByteBuffer part) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    return bytes;
  }

  /** The container's own buffers differ too much to leave the bound to them. */
  private void hear(byte[] part, boolean isLast) {
    if (parts.size() + part.length > MAX_MESSAGE_BYTES) {
      end();
      return;
    }
    parts.writeBytes(part);
    if (isLast) {
      String message = parts.toString(StandardCharsets.UTF_8);
      parts.reset();
      heard();
      messages.accept(message);
    }
  }

  private synchronized void heard() {
    lastHeard = System.nanoTime();
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    end();
  }

  @Override
  public void onError(Session session, Throwable fault) {
    end();
  }

  /** Nobody waits for it any more. */
  synchronized void end() {
    isOver = true;
    notifyAll();
  }

  /** Waits until it is over, or nothing was heard for so long; whether it fell silent. */
  synchronized boolean awaitEnd(Duration silence) throws InterruptedException {
    while (!isOver) {
      long left = silence.toNanos() - (System.nanoTime() - lastHeard);
      if (left <= 0) {
        return true;
      }
      wait(left / 1_000_000 + 1);
    }
    return false;
  }
}
