package io.madang.outage;

import io.madang.core.Connection;
import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Slice;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that takes every write at once, and remembers. Threads: any. */
final class Client implements Connection {

  final List<Long> offsets = new CopyOnWriteArrayList<>();
  final List<Event> gaps = new CopyOnWriteArrayList<>();
  volatile boolean isClosed;

  @Override
  public void write(List<Event> events, Runnable done) {
    for (Event event : events) {
      if (event instanceof Slice slice) {
        slice.messages().stream().map(Message::offset).forEach(offsets::add);
      } else if (event instanceof Event.Gap) {
        gaps.add(event);
      }
    }
    done.run();
  }

  @Override
  public void close(int code, String reason) {
    isClosed = true;
  }
}
