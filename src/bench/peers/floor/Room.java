package peer;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who listens to a topic, and what they have not been sent yet.
 *
 * <p>Threads: the one of the server.
 */
final class Room {

  final List<Client> clients = new CopyOnWriteArrayList<>();

  private final long distanceNanos;
  private ByteBuffer pending = ByteBuffer.allocateDirect(1 << 16);
  private long lastSent = System.nanoTime();

  /**
   * Makes an empty room.
   *
   * @param distanceNanos what comes within that after a sending waits for the next; 0 for none
   */
  Room(long distanceNanos) {
    this.distanceNanos = distanceNanos;
  }

  /** Sends a frame to all, now or with those that come soon. */
  void say(ByteBuffer frame) {
    if (pending.remaining() < frame.remaining()) {
      send();
    }
    if (pending.capacity() < frame.remaining()) {
      pending = ByteBuffer.allocateDirect(frame.remaining());
    }
    pending.put(frame);
    sendIfDue();
  }

  void sendIfDue() {
    if (pending.position() > 0 && System.nanoTime() - lastSent >= distanceNanos) {
      send();
    }
  }

  boolean isEmpty() {
    return pending.position() == 0;
  }

  private void send() {
    lastSent = System.nanoTime();
    pending.flip();
    boolean isTaken = true;
    for (Client client : clients) {
      isTaken &= client.write(pending.duplicate());
    }
    if (isTaken) {
      pending.clear();
    } else {
      pending = ByteBuffer.allocateDirect(pending.capacity());
    }
  }
}
