package io.madang.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A tap whose keys, masks and times are known beforehand. */
final class Tapped {

  private static final long STEP_NANOS = 1_000_000;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  TapOptions.Transport transport = TapOptions.Transport.WEBSOCKET;
  String input = "";
  int seconds;
  int count;
  int maxBytes = 100_000;
  Duration timeout = Duration.ofSeconds(10);
  boolean isJson;
  boolean isInsecure;
  boolean isColoured;

  /** Taps, and returns how it ended. */
  Ending run(String url) {
    return run(url, new ByteArrayInputStream(input.getBytes(UTF_8)));
  }

  Ending run(String url, InputStream typed) {
    TapOptions options =
        new TapOptions(
            URI.create(url),
            transport,
            List.of(),
            List.of(),
            timeout,
            seconds,
            count,
            maxBytes,
            Duration.ofMillis(100),
            1,
            0,
            isInsecure);
    PrintStream out = new PrintStream(shown, false, UTF_8);
    Printer printer = isJson ? new JsonPrinter(out) : new TextPrinter(out, 64, isColoured);
    AtomicLong now = new AtomicLong();
    Recorder recorder = new Recorder(printer, () -> now.getAndAdd(STEP_NANOS));
    return new Tap(options, recorder, new Known(), typed).run();
  }

  /** What it showed, with the client's own port as PORT. */
  String shown() {
    return shown
        .toString(UTF_8)
        .replaceAll(
            "127\\.0\\.0\\.1:\\d+ to 127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT to 127.0.0.1:PORT")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
  }

  /** The nonce of the standard's example, and its mask. */
  private static final class Known implements RandomGenerator {
    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy("the sample nonce".getBytes(UTF_8), 0, bytes, 0, bytes.length);
    }

    @Override
    public int nextInt() {
      return 0x37fa213d;
    }

    @Override
    public long nextLong() {
      return nextInt();
    }
  }
}
