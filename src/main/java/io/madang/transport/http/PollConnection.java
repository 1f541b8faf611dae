package io.madang.transport.http;

import io.madang.core.Connection;
import io.madang.core.Door;
import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Position;
import io.madang.core.Reader;
import io.madang.core.Refusal;
import io.madang.core.Slice;
import io.madang.core.StateValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A poll as a connection of the core: it takes what there is to tell, and answers once.
 *
 * <p>It answers when there is something and nothing more is on its way, or when its time is up.
 *
 * <p>Threads: the pump calls {@link #write} and {@link #idle}; the clock {@link #timeUp}.
 */
final class PollConnection implements Connection {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private record Begun(Reader reader, Door.Place place, ScheduledFuture<?> timer) {}

  private final HttpParts parts;
  private final Answer answer;
  private final int waitSeconds;
  private final List<String> frames = new ArrayList<>(); // the pump's own
  private int length;
  private final AtomicBoolean isAnswered = new AtomicBoolean();
  private volatile @Nullable Begun begun;
  private volatile boolean isTimeUp;

  /** A poll that waits so long for news; 0 for none. */
  PollConnection(HttpParts parts, Answer answer, int waitSeconds) {
    this.parts = parts;
    this.answer = answer;
    this.waitSeconds = waitSeconds;
  }

  /** The client was let in. */
  void begin(Reader reader, Door.Place place) {
    long millis = waitSeconds > 0 ? waitSeconds * 1_000L : PATIENCE.toMillis();
    ScheduledFuture<?> timer =
        parts.clock().schedule(() -> timeUp(reader), millis, TimeUnit.MILLISECONDS);
    begun = new Begun(reader, place, timer);
    reader.start();
  }

  private void timeUp(Reader reader) {
    isTimeUp = true;
    reader.ring();
  }

  @Override
  public void write(List<Event> events, Runnable done) {
    events.forEach(this::add);
    Event.Last last = Event.lastOf(events);
    if (last instanceof Event.Dismissed dismissed) {
      end(() -> answer.refuse(dismissed.refusal()));
      return;
    }
    isTimeUp |= last != null;
    if (length >= parts.answerBytes()) {
      answer();
    } else {
      done.run();
    }
  }

  /** Only what a cursor can hold is told; signals and the talk about the connection are not. */
  private void add(Event event) {
    if (event instanceof Slice slice) {
      for (Message message : slice.messages()) {
        add(message);
      }
    } else if (isTold(event)) {
      String frame = event.encoded(parts.protocol().frames());
      frames.add(frame);
      length += frame.length();
    }
  }

  private static boolean isTold(Event event) {
    return event instanceof Message
        || event instanceof StateValue
        || event instanceof Event.Gap
        || event instanceof Event.Roster
        || event instanceof Event.RosterChange;
  }

  @Override
  public void idle(boolean isSettled) {
    Begun open = begun;
    if (open == null || isAnswered.get()) {
      return;
    }
    boolean isEnough = !frames.isEmpty() || waitSeconds == 0;
    if (isSettled && (isEnough || isTimeUp)) {
      answer();
    } else if (isTimeUp && open.reader.isOpen() && (!frames.isEmpty() || waitSeconds > 0)) {
      answer();
    } else if (isTimeUp) {
      end(() -> answer.refuse(Refusal.unavailable("the store is not available", COME_BACK)));
    }
  }

  private void answer() {
    Begun open = begun;
    if (open == null) {
      return;
    }
    StringBuilder body = new StringBuilder(length + 200).append("{\"cursors\":{");
    String separator = "";
    for (Position position : open.reader.positions()) {
      body.append(separator)
          .append('"')
          .append(position.topic().name()) // has no character that JSON would escape
          .append("\":\"")
          .append(position.text())
          .append('"');
      separator = ",";
    }
    body.append("},\"events\":[").append(String.join(",", frames)).append("]}");
    end(() -> answer.json(200, body.toString()));
  }

  private void end(Runnable last) {
    Begun open = begun;
    if (open != null && isAnswered.compareAndSet(false, true)) {
      open.timer.cancel(false);
      parts.hub().disconnect(open.reader);
      open.place.giveBack();
      last.run();
    }
  }

  @Override
  public void close(int code, String reason) {
    end(() -> answer.refuse(Refusal.unavailable(reason, COME_BACK)));
  }
}
