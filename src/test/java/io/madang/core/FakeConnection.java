package io.madang.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client that takes writes at once, or each when it is told to.
 *
 * <p>Threads: any; guarded by {@code this}.
 */
final class FakeConnection implements Connection {

  private final boolean isManual;
  private final List<List<Event>> writes = new ArrayList<>();
  private final Deque<Runnable> inFlight = new ArrayDeque<>();
  private int mostInFlight;
  private int idles;
  private boolean isSettled;
  private @Nullable Integer closeCode;
  private String closeReason = "";

  private FakeConnection(boolean isManual) {
    this.isManual = isManual;
  }

  /** Takes every write at once. */
  static FakeConnection quick() {
    return new FakeConnection(false);
  }

  /** Takes a write when {@link #complete} is called. */
  static FakeConnection manual() {
    return new FakeConnection(true);
  }

  @Override
  public void write(List<Event> events, Runnable done) {
    synchronized (this) {
      writes.add(events);
      if (isManual) {
        inFlight.add(done);
        mostInFlight = Math.max(mostInFlight, inFlight.size());
      }
    }
    if (!isManual) {
      done.run();
    }
  }

  @Override
  public synchronized void idle(boolean isSettledNow) {
    idles++;
    isSettled = isSettledNow;
  }

  @Override
  public synchronized void close(int code, String reason) {
    closeCode = code;
    closeReason = reason;
  }

  /** The pipe is free again. */
  void complete() {
    Runnable done;
    synchronized (this) {
      done = inFlight.remove();
    }
    done.run();
  }

  /** How many writes there were. */
  synchronized int writes() {
    return writes.size();
  }

  synchronized List<Event> write(int number) {
    return writes.get(number);
  }

  synchronized int mostInFlight() {
    return mostInFlight;
  }

  synchronized boolean isInFlight() {
    return !inFlight.isEmpty();
  }

  synchronized int idles() {
    return idles;
  }

  synchronized boolean isSettled() {
    return isSettled;
  }

  synchronized @Nullable Integer closeCode() {
    return closeCode;
  }

  synchronized String closeReason() {
    return closeReason;
  }

  /** Everything that was told, slices taken apart. */
  synchronized List<Event> events() {
    return writes.stream().flatMap(List::stream).flatMap(FakeConnection::each).toList();
  }

  private static Stream<Event> each(Event event) {
    return event instanceof Slice slice ? slice.messages().stream().map(m -> m) : Stream.of(event);
  }

  /** Of one kind. */
  <T extends Event> List<T> events(Class<T> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The offsets of all messages that came. */
  List<Long> offsets() {
    return events(Message.class).stream().map(Message::offset).toList();
  }
}
