package io.madang.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.bench.ClientFrames;
import io.madang.bench.Dialect;
import io.madang.bench.Dialects;
import io.madang.bench.Dialer;
import io.madang.bench.Position;
import io.madang.bench.ReadLoop;
import io.madang.bench.Reader;
import io.madang.bench.Ticks;
import io.madang.bench.Topic;
import io.madang.bench.Troubles;
import io.madang.bench.Wire;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reader who comes late and reads a topic from some place to its head.
 *
 * <p>Threads: one at a time, beside those that ask {@link #stop}.
 */
final class Late {

  private static final double PATIENCE_SECONDS = 120;
  private static final double LOOK_SECONDS = 0.002;

  /** How much was read, and how fast, from asking until the last message had come. */
  record Read(long messages, double seconds) {

    double perSecond() {
      return messages / seconds;
    }
  }

  private final URI url;
  private final Site site;
  private final String topic;
  private final Troubles troubles = new Troubles();
  private volatile boolean stopping;
  private final AtomicInteger timesRead = new AtomicInteger();

  Late(URI url, Site site, String topic) {
    this.url = url;
    this.site = site;
    this.topic = topic;
  }

  /** Reads everything after an offset, on a connection of its own. */
  Read read(long after) throws IOException {
    Position head = head(site, topic);
    ReadLoop loop = new ReadLoop("late");
    Dialect words = Dialects.MADANG.reader("chat/quiet");
    Reader reader = loop.newReader(words, new Topic(topic, 1), troubles);
    Wire wire = new Dialer(url, 1).dial(words, reader);
    try (wire;
        loop) { // which ends first, so that nobody hears the end of the connection
      loop.start();
      loop.add(wire);
      long begun = Ticks.now();
      String frame =
          "{\"type\":\"subscribe\",\"topic\":\"%s\",\"cursor\":\"%s.%d\"}"
              .formatted(topic, head.epoch(), after);
      wire.send(ClientFrames.of(ClientFrames.TEXT, frame.getBytes(UTF_8)));
      await(loop, head.offset() - after);
      return new Read(loop.tally().delivered(), (Ticks.now() - begun) / 1e9);
    }
  }

  private void await(ReadLoop loop, long wanted) {
    long limit = Ticks.now() + Ticks.ofSeconds(PATIENCE_SECONDS);
    while (loop.tally().delivered() < wanted && !stopping && Ticks.now() < limit) {
      Ticks.waitUntil(Ticks.now() + Ticks.ofSeconds(LOOK_SECONDS));
    }
  }

  /** Reads everything again and again until it is told to stop. */
  void readOn() {
    try {
      while (!stopping) {
        read(0);
        timesRead.incrementAndGet();
      }
    } catch (IOException e) {
      troubles.closed(String.valueOf(e.getMessage()));
    }
  }

  void stop() {
    stopping = true;
  }

  int timesRead() {
    return timesRead.get();
  }

  String trouble() {
    return troubles.first();
  }

  /** Returns the newest place of a topic's log. */
  static Position head(Site site, String topic) throws IOException {
    try (JsonReader reader = Json.createReader(new StringReader(site.get("topics/" + topic)))) {
      return Position.of(reader.readObject().getString("head"));
    }
  }
}
