package peer;

import jakarta.websocket.Session;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What waits for one session, because only one send may be in flight.
 *
 * <p>One send a message. Bounded: what comes when it is full is dropped, and the generator sees the
 * hole.
 *
 * <p>Threads: any. {@code passes} lets one thread at a time look; who comes meanwhile makes it look
 * once more, so a send that completes at once does not nest.
 */
final class Outbox {

  private static final int MOST_WAITING = 100_000;

  private final Session session;
  private final Queue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger passes = new AtomicInteger();
  private volatile boolean isSending;

  Outbox(Session session) {
    this.session = session;
  }

  boolean queue(String frame) {
    return waiting.offer(frame);
  }

  void flush() {
    if (passes.getAndIncrement() > 0) {
      return;
    }
    do {
      String next = isSending ? null : waiting.poll();
      if (next != null && session.isOpen()) {
        isSending = true;
        session.getAsyncRemote().sendText(next, result -> sent());
      }
    } while (passes.decrementAndGet() > 0);
  }

  private void sent() {
    isSending = false;
    flush();
  }
}
