package io.madang.transport.http;

import io.madang.core.Encoding;
import io.madang.core.Event;
import io.madang.core.Message;
import io.madang.core.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How frames follow each other in a response that never ends. */
interface StreamFormat {

  String contentType();

  /** The events of one write as bytes. */
  byte[] bytes(List<Event> events);

  /** One frame a line. Threads: any; immutable. */
  final class Lines implements StreamFormat {

    private final Encoding<byte[]> line;

    Lines(Encoding<String> frames) {
      this.line = event -> (event.encoded(frames) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String contentType() {
      return "application/x-ndjson";
    }

    @Override
    public byte[] bytes(List<Event> events) {
      return Bytes.join(events.stream().map(event -> event.encoded(line)).toList());
    }
  }

  /**
   * Server-sent events (WHATWG HTML §9.2), each with the reader's position as its id.
   *
   * <p>A slice that is all there is to write, on a stream of one topic, looks the same to all its
   * readers and is written once. Threads: the pump's; one for each stream.
   */
  final class ServerSent implements StreamFormat {

    private final Encoding<String> frames;
    private final Encoding<byte[]> alone;
    private final EventId position;

    /** {@code alone} is shared by all streams, to write slices for streams of one topic. */
    ServerSent(Encoding<String> frames, Encoding<byte[]> alone, EventId position) {
      this.frames = frames;
      this.alone = alone;
      this.position = position;
    }

    /** Slices for streams of one topic. */
    static Encoding<byte[]> alone(Encoding<String> frames) {
      return event -> {
        EventId own = new EventId(1);
        StringBuilder out = new StringBuilder();
        append(out, event, frames, own);
        return out.toString().getBytes(StandardCharsets.UTF_8);
      };
    }

    @Override
    public String contentType() {
      return "text/event-stream";
    }

    @Override
    public byte[] bytes(List<Event> events) {
      if (events.size() == 1 && position.isOfOneTopic() && events.get(0) instanceof Slice slice) {
        position.move(slice);
        return slice.encoded(alone);
      }
      StringBuilder out = new StringBuilder();
      events.forEach(event -> append(out, event, frames, position));
      return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(
        StringBuilder out, Event event, Encoding<String> frames, EventId position) {
      if (event instanceof Slice slice) {
        for (Message message : slice.messages()) {
          append(out, message, frames, position);
        }
        return;
      }
      position.move(event);
      out.append("id: ").append(position).append('\n');
      out.append("data: ").append(event.encoded(frames)).append("\n\n");
    }
  }
}
