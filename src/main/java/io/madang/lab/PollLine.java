package io.madang.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.wire.JsonMembers;
import io.madang.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * A reader that polls at intervals, or long-polls without a pause. Threads: its loop's.
 *
 * <p>Intervals are counted from question to question, as a page's timer does.
 */
final class PollLine extends HttpLine {

  private static final int LONGEST_ANSWER = 4 << 20;
  private static final int WAIT_SECONDS = 25;

  private final Room room;
  private final long intervalNanos;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private long dueNanos;
  private String cursor = "";
  private boolean isWhole;

  /** The first question comes after a part of the interval, so that readers spread over it. */
  PollLine(SocketChannel channel, Room room, Transport transport, double part) {
    super(channel, room.counters(), room.heads(), transport);
    this.room = room;
    this.intervalNanos = room.load().pollMillis() * 1_000_000L;
    this.dueNanos = System.nanoTime() + (long) (part * intervalNanos);
  }

  @Override
  void start(Loop loop) throws IOException {
    ask();
  }

  private void ask() throws IOException {
    String place = cursor.isEmpty() ? "" : "@" + cursor;
    String wait = transport() == Transport.LONG_POLLING ? "&wait=" + WAIT_SECONDS : "";
    get(room.eventsPath(place) + (cursor.isEmpty() ? "" : wait));
  }

  @Override
  void part(ByteBuffer bytes) throws WireException {
    byte[] part = new byte[bytes.remaining()];
    bytes.get(part);
    answer.write(part, 0, part.length);
    if (answer.size() > LONGEST_ANSWER) {
      throw new WireException(WireException.Fault.TOO_BIG, "an answer of more than 4 MiB");
    }
  }

  @Override
  public void end() {
    isWhole = true;
  }

  @Override
  void settled(Loop loop) throws IOException {
    if (!isWhole) {
      return;
    }
    isWhole = false;
    Map<String, String> members = JsonMembers.of(answer.toString(UTF_8));
    answer.reset();
    String next = JsonMembers.of(members.getOrDefault("cursors", "")).get(room.topic());
    if (next == null) {
      throw new WireException(WireException.Fault.BODY, "an answer without our cursor");
    }
    cursor = JsonMembers.unquoted(next);
    follower().begin(cursor);
    for (String frame : JsonMembers.elements(members.getOrDefault("events", ""))) {
      follower().take(frame, receivedNanos());
    }
    if (transport() == Transport.LONG_POLLING) {
      ask();
    } else {
      dueNanos = Math.max(dueNanos + intervalNanos, System.nanoTime());
      loop.at(dueNanos, this::ask);
    }
  }
}
