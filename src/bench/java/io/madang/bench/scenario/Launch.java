package io.madang.bench.scenario;

import io.madang.bench.Child;
import io.madang.bench.Dialect;
import io.madang.bench.Dialects;
import io.madang.bench.Dialer;
import io.madang.bench.Listener;
import io.madang.bench.Outbox;
import io.madang.bench.Ports;
import io.madang.bench.ProcessProbe;
import io.madang.bench.Publisher;
import io.madang.bench.Span;
import io.madang.bench.Ticks;
import io.madang.bench.Topic;
import io.madang.bench.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One start of a server, watched by somebody who cannot wait.
 *
 * <p>Threads: one.
 */
final class Launch implements AutoCloseable {

  private static final double PATIENCE_SECONDS = 30;
  private static final double LOOK_SECONDS = 0.002;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String TOPIC = "chat/first";

  /** What a start took: until it happened, and the CPU that it had cost by then. */
  record Took(double seconds, double cpuSeconds) {}

  private interface Attempt {
    void make() throws IOException;
  }

  private final Child child;
  private final URI url;
  private final long begun;

  /** Runs a command, to which {@code --port} is added. */
  Launch(List<String> command, Path log) throws IOException {
    int port = Ports.free();
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("--port", Integer.toString(port)));
    url = URI.create("http://127.0.0.1:" + port + "/");
    begun = Ticks.now();
    child = Child.start(whole, log);
  }

  /** Waits until a request is answered with 200. */
  Took untilAnswer() {
    return until(this::ask);
  }

  /** Waits until a reader on a WebSocket has got a message, which it publishes itself. */
  Took untilMessage() {
    return until(this::hearMessage);
  }

  private Took until(Attempt attempt) {
    long limit = begun + Ticks.ofSeconds(PATIENCE_SECONDS);
    while (true) {
      try {
        attempt.make();
        double seconds = (Ticks.now() - begun) / 1e9;
        return new Took(seconds, new ProcessProbe(child.pid()).cpuSeconds());
      } catch (IOException notYet) {
        if (Ticks.now() > limit || !child.isAlive()) {
          throw new IllegalStateException("the server does not start", notYet);
        }
        Ticks.waitUntil(Ticks.now() + Ticks.ofSeconds(LOOK_SECONDS));
      }
    }
  }

  private void ask() throws IOException {
    try (SocketChannel channel = new Dialer(url, 1).connect()) {
      String request = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(BUFFER_BYTES);
      channel.read(answer);
      String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
      if (!text.startsWith("HTTP/1.1 200 ")) {
        throw new IOException(text.lines().findFirst().orElse("no answer"));
      }
    }
  }

  private void hearMessage() throws IOException {
    Dialect words = Dialects.MADANG.publisher(TOPIC, TOPIC, "", "first");
    Ear ear = new Ear(words.separator());
    try (Wire wire = new Dialer(url, 1).dial(words, ear)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      ear.listen(wire, buffer, "subscribed");
      Publisher publisher = new Publisher(new Outbox(wire), words, new Topic(TOPIC, 1), 0, 100);
      publisher.prepare(Ticks.now());
      publisher.send();
      ear.listen(wire, buffer, "message");
    }
  }

  @Override
  public void close() {
    child.close();
  }

  /** Waits for frames of one type. */
  private static final class Ear implements Listener {

    private static final byte[] TYPE = Span.name("type");
    private final List<String> types = new ArrayList<>();
    private final byte[] separator;
    private String ended = "";

    Ear(byte[] separator) {
      this.separator = separator;
    }

    void listen(Wire wire, ByteBuffer buffer, String type) throws IOException {
      while (!types.contains(type)) {
        wire.read(buffer);
        if (!ended.isEmpty()) {
          throw new IOException(ended);
        }
      }
    }

    @Override
    public void text(Span text, long receivedNanos) {
      for (Span rest = text; !rest.isEmpty(); ) {
        Span unit = rest.firstUnit(separator);
        types.add(unit.text(TYPE));
        rest = rest.afterUnit(unit.length(), separator);
      }
    }

    @Override
    public void closed(String reason) {
      ended = reason;
    }
  }
}
