package io.madang.bench.scenario;

import io.madang.bench.AckReader;
import io.madang.bench.Acks;
import io.madang.bench.Dialect;
import io.madang.bench.Dialects;
import io.madang.bench.Dialer;
import io.madang.bench.Histogram;
import io.madang.bench.Outbox;
import io.madang.bench.Publisher;
import io.madang.bench.Ticks;
import io.madang.bench.Topic;
import io.madang.bench.Troubles;
import io.madang.bench.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A publisher that waits for each ack before it says the next thing.
 *
 * <p>Threads: one, which also reads the socket, so that no time is lost between threads.
 */
final class WaitingPublisher implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 20;

  private final Troubles troubles = new Troubles();
  private final Acks acks = new Acks();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final Wire wire;
  private final Publisher publisher;

  WaitingPublisher(URI url, String key, int textBytes) throws IOException {
    Topic topic = new Topic("chat/publish", 1);
    String run = UUID.randomUUID().toString().substring(0, 8);
    Dialect words = Dialects.MADANG.publisher(topic.name(), "chat/quiet", key, run);
    wire = new Dialer(url, 1).dial(words, new AckReader(words, name -> topic, acks, troubles));
    publisher = new Publisher(new Outbox(wire), words, topic, 0, textBytes);
  }

  /** Publishes so many messages, one after the other, and records how long each took. */
  void publish(int messages, Histogram times) throws IOException {
    for (int i = 0; i < messages && troubles.isNone(); i++) {
      long begun = Ticks.now();
      long answered = acks.answered();
      publisher.prepare(begun);
      publisher.send();
      while (acks.answered() == answered && troubles.isNone()) {
        wire.read(buffer);
      }
      times.record(Ticks.now() - begun);
    }
  }

  Troubles troubles() {
    return troubles;
  }

  @Override
  public void close() {
    wire.close();
  }
}
