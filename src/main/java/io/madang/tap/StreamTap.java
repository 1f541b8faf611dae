package io.madang.tap;

import io.madang.wire.EventReader;
import io.madang.wire.Header;
import io.madang.wire.LineReader;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Streaming: one request, and an answer that never ends. Threads: one. */
final class StreamTap {

  private final Place place;
  private final Link link;
  private final TapOptions options;
  private final Recorder recorder;
  private final EventReader events;
  private final LineReader lines;
  private int seen;

  StreamTap(Place place, Link link, TapOptions options, Recorder recorder) {
    this.place = place;
    this.link = link;
    this.options = options;
    this.recorder = recorder;
    this.events = new EventReader(options.maxBytes());
    this.lines = new LineReader(options.maxBytes());
  }

  Ending run() throws IOException {
    Header accept = new Header("Accept", options.transport().accept());
    new Requests(place, link, options, recorder).get(place.target(), List.of(accept));
    try (Deadline deadline = new Deadline(link, options.seconds())) {
      try {
        return read(new Answers(link, recorder));
      } catch (WireException e) {
        throw e;
      } catch (IOException e) {
        if (deadline.isOver()) {
          return new Ending(
              Ending.Kind.DONE, "ended by us after " + options.seconds() + " s" + totals());
        }
        throw e;
      }
    }
  }

  private Ending read(Answers answers) throws IOException {
    while (true) {
      Answers.Piece piece = answers.next();
      ResponseHead head = piece.head();
      if (head != null) {
        if (head.status() != 200 || !isStream(head)) {
          return new Refused(answers, recorder).read(head, piece);
        }
        link.waitForEver();
      }
      take(ByteBuffer.wrap(piece.body()));
      if (options.count() > 0 && seen >= options.count()) {
        return new Ending(Ending.Kind.DONE, "ended by us after " + seen + " events" + totals());
      }
      if (piece.isWhole() || piece.isAtEnd()) {
        return new Ending(Ending.Kind.END_OF_STREAM, "the server ended the stream");
      }
    }
  }

  private boolean isStream(ResponseHead head) {
    return head.header("Content-Type").orElse("").startsWith(options.transport().accept());
  }

  private void take(ByteBuffer body) throws WireException {
    if (options.transport() == TapOptions.Transport.SSE) {
      for (var event = events.read(body); event != null; event = events.read(body)) {
        seen++;
        String name = event.event().isEmpty() ? "" : ", event " + event.event();
        recorder.show(
            Step.received("event", "id " + event.id() + name, new Step.Words(event.data()))
                .with("id", event.id()));
      }
    } else {
      for (String line = lines.read(body); line != null; line = lines.read(body)) {
        if (!line.isEmpty()) {
          seen++;
          recorder.show(Step.received("line", "", new Step.Words(line)));
        }
      }
    }
  }

  private String totals() {
    return "; "
        + link.sentBytes()
        + " bytes sent, "
        + link.receivedBytes()
        + " received, headers included";
  }
}
