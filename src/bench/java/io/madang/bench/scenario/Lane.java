package io.madang.bench.scenario;

import io.madang.bench.Acks;
import io.madang.bench.Publisher;
import java.io.IOException;

/**
 * One publisher, what it has sent, and what was answered: never more in flight than it may have.
 *
 * <p>Message number n of a lane is due at its own time, and counts from then even if it had to wait
 * because too many were in flight.
 *
 * <p>Threads: the pacing thread; the acks come on a read loop.
 */
final class Lane {

  /** When the messages of a lane are due. */
  interface Timetable {
    long dueNanos(long number);
  }

  private final Publisher publisher;
  private final Acks acks;
  private final int inFlight;
  private long sent;
  private long before;

  Lane(Publisher publisher, Acks acks, int inFlight) {
    this.publisher = publisher;
    this.acks = acks;
    this.inFlight = inFlight;
  }

  /** Begins a timetable: the next message is its number 0. */
  void begin() {
    before = sent;
  }

  /** Sends all that is due and may be in flight, in one write. */
  void publishDue(Timetable timetable, long now) throws IOException {
    long due = timetable.dueNanos(sent - before);
    while (sent - acks.answered() < inFlight && due <= now) {
      publisher.prepare(due);
      sent++;
      due = timetable.dueNanos(sent - before);
    }
    publisher.send();
  }

  boolean isAnswered() {
    return acks.answered() >= sent;
  }

  Acks acks() {
    return acks;
  }

  long sent() {
    return sent;
  }
}
