package peer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everybody who listens to one room.
 *
 * <p>Threads: any. The lock covers the queues, so that all hear the same order; what is queued is
 * sent outside it.
 */
final class Room {

  private final List<Outbox> outboxes = new CopyOnWriteArrayList<>();

  void enter(Outbox outbox) {
    outboxes.add(outbox);
  }

  void leave(Outbox outbox) {
    outboxes.remove(outbox);
  }

  void say(String text) {
    synchronized (this) {
      outboxes.forEach(outbox -> outbox.queue(text));
    }
    outboxes.forEach(Outbox::flush);
  }
}
