package io.madang.transport.http;

import io.madang.core.Connection;
import io.madang.core.Door;
import io.madang.core.Event;
import io.madang.core.Printable;
import io.madang.core.Reader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A response that never ends, as a connection of the core.
 *
 * <p>Threads: the pump calls {@link #write}; {@link #close} and {@link #gone} any.
 */
final class StreamConnection implements Connection {

  private static final System.Logger LOG = System.getLogger(StreamConnection.class.getName());

  private record Begun(Reader reader, Door.Place place, ScheduledFuture<?> beat) {}

  private final HttpParts parts;
  private final AsyncRequest request;
  private final StreamFormat format;
  private final ResponseWriter writer;
  private final AtomicBoolean isGone = new AtomicBoolean();
  private volatile @Nullable Begun begun;
  private volatile long writingSince; // nanoTime, 0 when nothing is in flight

  StreamConnection(HttpParts parts, AsyncRequest request, StreamFormat format) throws IOException {
    this.parts = parts;
    this.request = request;
    this.format = format;
    this.writer = new ResponseWriter(request, this::failed);
  }

  /** The client was let in. */
  void begin(Reader reader, Door.Place place) {
    long period = parts.heartbeat().toMillis();
    ScheduledFuture<?> beat =
        parts
            .clock()
            .scheduleWithFixedDelay(() -> beat(reader), period, period, TimeUnit.MILLISECONDS);
    begun = new Begun(reader, place, beat);
    request.whenOver(this::gone);
    request.respond(
        response -> {
          response.setContentType(format.contentType());
          response.setCharacterEncoding("UTF-8");
          response.setHeader("Cache-Control", "no-store, no-transform");
          response.setHeader("X-Accel-Buffering", "no");
        });
    writer.start();
    reader.tell(new Event.Welcome(reader.speaker().person()));
    reader.start();
  }

  private void beat(Reader reader) {
    long since = writingSince;
    if (since == 0) {
      reader.tell(new Event.Heartbeat());
    } else if (System.nanoTime() - since > parts.silence().toNanos()) {
      close(1001, "the client takes nothing");
    }
  }

  @Override
  public void write(List<Event> events, Runnable done) {
    Event.Last last = Event.lastOf(events);
    writingSince = System.nanoTime() | 1;
    writer.write(
        format.bytes(events),
        () -> {
          writingSince = 0;
          if (last != null) {
            close(last.closeCode(), last.closeReason());
          } else {
            done.run();
          }
        });
  }

  private void failed(Throwable fault) {
    LOG.log(System.Logger.Level.DEBUG, "a stream failed: {0}", Printable.of(fault));
    close(1001, "failed");
  }

  @Override
  public void close(int code, String reason) {
    gone();
    request.end();
  }

  /** The stream is no more; only the first call does anything. */
  private void gone() {
    Begun open = begun;
    if (open != null && isGone.compareAndSet(false, true)) {
      open.beat.cancel(false);
      parts.hub().disconnect(open.reader);
      open.place.giveBack();
    }
  }
}
