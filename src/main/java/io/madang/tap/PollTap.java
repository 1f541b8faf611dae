package io.madang.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.wire.Header;
import io.madang.wire.JsonMembers;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Polling and long polling: question after question, each with the cursors of the answer before.
 *
 * <p>Threads: one.
 */
final class PollTap {

  private final Place place;
  private final TapOptions options;
  private final Recorder recorder;
  private String query;
  private long sentBytes;
  private long receivedBytes;
  private int seen;

  PollTap(Place place, TapOptions options, Recorder recorder) {
    this.place = place;
    this.options = options;
    this.recorder = recorder;
    this.query = withWait(place.query());
  }

  private String withWait(String given) {
    return options.transport() == TapOptions.Transport.LONG_POLL
        ? (given.isEmpty() ? "" : given + "&") + "wait=" + options.waitSeconds()
        : given;
  }

  Ending run() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.seconds());
    Ending ending = null;
    while (ending == null) {
      try (Link link = Link.open(place, options, recorder)) {
        ending = askOn(link, end);
        sentBytes += link.sentBytes();
        receivedBytes += link.receivedBytes();
      }
    }
    return ending.kind() == Ending.Kind.DONE
        ? new Ending(
            Ending.Kind.DONE,
            ending.message()
                + "; "
                + sentBytes
                + " bytes sent, "
                + receivedBytes
                + " received, headers included")
        : ending;
  }

  /** Returns null when the server wants a new connection for the next question. */
  private @Nullable Ending askOn(Link link, long end) throws IOException {
    link.waitAtMost(options.timeout().plusSeconds(options.waitSeconds()));
    while (true) {
      new Requests(place, link, options, recorder)
          .get(place.target(query), List.of(new Header("Accept", options.transport().accept())));
      Answers answers = new Answers(link, recorder);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      Answers.Piece piece = answers.next();
      ResponseHead head = piece.head();
      while (head == null && !piece.isAtEnd()) {
        piece = answers.next();
        head = piece.head();
      }
      if (head == null) {
        return new Ending(Ending.Kind.END_OF_STREAM, "the server hung up without an answer");
      }
      if (head.status() != 200) {
        return new Refused(answers, recorder).read(head, piece);
      }
      readWhole(answers, piece, body);
      take(body.toString(UTF_8));
      if (++seen == options.count()) {
        return new Ending(Ending.Kind.DONE, "ended by us after " + seen + " answers");
      }
      if (!mayAskAgain(end)) {
        return new Ending(
            Ending.Kind.DONE,
            "ended by us after " + options.seconds() + " s, " + seen + " answers");
      }
      if (!head.keepsAlive()) {
        recorder.show("again", "the server closes after each answer: a new connection");
        return null;
      }
    }
  }

  private void readWhole(Answers answers, Answers.Piece first, ByteArrayOutputStream body)
      throws IOException {
    Answers.Piece piece = first;
    body.writeBytes(piece.body());
    while (!piece.isWhole() && !piece.isAtEnd()) {
      piece = answers.next();
      body.writeBytes(piece.body());
      if (body.size() > options.maxBytes()) {
        throw new WireException(
            WireException.Fault.TOO_BIG, "an answer of more than " + options.maxBytes() + " bytes");
      }
    }
  }

  private void take(String body) {
    recorder.show(Step.received("says", "", new Step.Words(body)));
    Map<String, String> cursors = JsonMembers.of(JsonMembers.of(body).getOrDefault("cursors", ""));
    if (!cursors.isEmpty()) {
      query = next(cursors);
    }
  }

  /** The query again, with the cursors in place of the topics. */
  private String next(Map<String, String> cursors) {
    List<String> parts = new ArrayList<>();
    cursors.forEach(
        (topic, cursor) ->
            parts.add(
                "topic="
                    + URLEncoder.encode(topic + "@" + JsonMembers.unquoted(cursor), UTF_8)
                        .replace("%2F", "/")
                        .replace("%40", "@")));
    for (String part : withWait(place.query()).split("&", -1)) {
      if (!part.startsWith("topic=") && !part.startsWith("last=") && !part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join("&", parts);
  }

  /** Waits for the next turn, if there is one before the end. */
  private boolean mayAskAgain(long end) throws IOException {
    long left = options.seconds() == 0 ? Long.MAX_VALUE : end - System.nanoTime();
    long pause =
        options.transport() == TapOptions.Transport.POLL ? options.interval().toNanos() : 0;
    if (left <= pause) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return true;
  }
}
