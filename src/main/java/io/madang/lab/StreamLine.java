package io.madang.lab;

import io.madang.wire.EventReader;
import io.madang.wire.LineReader;
import io.madang.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A reader of an answer that never ends. Threads: its loop's. */
final class StreamLine extends HttpLine {

  private static final int LONGEST = 1 << 20;

  private final Room room;
  private final EventReader events = new EventReader(LONGEST);
  private final LineReader lines = new LineReader(LONGEST);

  StreamLine(SocketChannel channel, Room room, Transport transport) {
    super(channel, room.counters(), room.heads(), transport);
    this.room = room;
  }

  @Override
  void start(Loop loop) throws IOException {
    get(room.eventsPath(""));
  }

  @Override
  void part(ByteBuffer bytes) throws WireException {
    if (transport() == Transport.SSE) {
      for (var event = events.read(bytes); event != null; event = events.read(bytes)) {
        follower().take(event.data(), receivedNanos());
      }
    } else {
      for (String line = lines.read(bytes); line != null; line = lines.read(bytes)) {
        follower().take(line, receivedNanos());
      }
    }
  }

  @Override
  void settled(Loop loop) {}

  @Override
  public void end() throws WireException {
    throw new WireException(WireException.Fault.BODY, "the server ended the stream");
  }
}
