package io.madang.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One listener of a topic: follows its course, and counts what comes.
 *
 * <p>Threads: its wire's read loop; {@link #missing} may be asked after the loop ended.
 */
public final class Reader implements Listener {

  private final Dialect dialect;
  private final byte[] separator;
  private final Course course;
  private final Tally tally;
  private final Memo memo;
  private final Troubles troubles;
  private @Nullable Wire wire;
  private @Nullable Message last;
  private boolean hasJoined;

  /**
   * Makes a reader.
   *
   * @param tally its loop's, as is the memo
   */
  Reader(Dialect dialect, Topic topic, Tally tally, Memo memo, Troubles troubles) {
    this.dialect = dialect;
    this.separator = dialect.separator();
    this.course =
        dialect.hasLog() ? new LogCourse(topic, troubles) : new CountedCourse(topic, tally);
    this.tally = tally;
    this.memo = memo;
    this.troubles = troubles;
  }

  @Override
  public void opened(Wire opened) throws IOException {
    wire = opened;
    opened.say(dialect.hello());
  }

  @Override
  public void text(Span text, long receivedNanos) throws IOException {
    tally.countText(receivedNanos);
    for (Span rest = dialect.common(text); !rest.isEmpty(); ) {
      Message known = Memo.after(last, rest, separator);
      if (known != null) {
        take(known, receivedNanos);
        rest = rest.afterUnit(known.bytes().length, separator);
      } else {
        Span unit = rest.firstUnit(separator);
        read(unit, receivedNanos);
        rest = rest.afterUnit(unit.length(), separator);
      }
    }
  }

  @Override
  public void closed(String reason) {
    troubles.closed(reason);
  }

  /** Returns how many messages should have come and did not. */
  long missing() {
    return course.missing();
  }

  private void read(Span unit, long receivedNanos) throws IOException {
    switch (dialect.said(unit)) {
      case MESSAGE -> {
        take(memo.keep(last, Message.of(unit, dialect.position(unit))), receivedNanos);
        if (!dialect.tellsJoined()) {
          join();
        }
      }
      case JOINED -> {
        course.begin(dialect.position(unit));
        join();
      }
      case REFUSAL -> troubles.error(unit);
      default -> {
        if (wire != null) {
          wire.say(dialect.answers(unit));
        }
      }
    }
  }

  private void take(Message message, long receivedNanos) {
    last = message;
    if (message.counts()) {
      course.take(message);
      tally.count(message, receivedNanos);
    }
  }

  private void join() {
    if (!hasJoined) {
      hasJoined = true;
      tally.countSubscribed();
    }
  }
}
