package io.madang.exactly;

import io.madang.core.Event;
import io.madang.core.Hub;
import io.madang.core.Message;
import io.madang.core.Position;
import io.madang.core.Reader;
import io.madang.core.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A poll, long or short: one answer, when there is something to tell, which may be lost.
 *
 * <p>Threads: the pump calls {@link #write} and {@link #idle}; the rest any; guarded by {@code
 * this}.
 */
final class PollLine implements Line {

  private static final double LOST = 0.1;
  private static final int ENOUGH = 40;

  private final Client client;
  private final Hub hub;
  private final Random random;
  private final Fault fault;
  private final boolean isLong;
  private final List<Event> told = new ArrayList<>(); // the pump's own
  private boolean isOver;
  private @Nullable Reader reader;

  PollLine(Client client, Hub hub, World world, Random random) {
    this.client = client;
    this.hub = hub;
    this.fault = world.fault();
    this.random = random;
    this.isLong = random.nextBoolean();
  }

  @Override
  public void begin(Reader begun) {
    synchronized (this) {
      reader = begun;
    }
    begun.start();
  }

  @Override
  public void write(List<Event> events, Runnable done) {
    Client.each(events)
        .filter(e -> e instanceof Message || e instanceof Slice || e instanceof Event.Gap)
        .forEach(told::add);
    if (told.size() >= ENOUGH) {
      answer();
    } else {
      done.run();
    }
  }

  @Override
  public void idle(boolean isSettled) {
    if (isSettled && (!isLong || !told.isEmpty())) {
      answer();
    }
  }

  private void answer() {
    synchronized (this) {
      if (isOver || reader == null) {
        return;
      }
      List<Position> positions = reader.positions();
      if (random.nextDouble() >= LOST) {
        client.receive(fault.answer(told), positions);
      }
    }
    cut();
  }

  @Override
  public void cut() {
    Reader begun;
    synchronized (this) {
      isOver = true;
      begun = reader;
    }
    if (begun != null) {
      hub.disconnect(begun);
    }
  }

  @Override
  public void close(int code, String reason) {
    cut();
  }

  @Override
  public synchronized boolean hasEnded() {
    return isOver;
  }
}
