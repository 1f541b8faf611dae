package io.madang.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.wire.ClientFrames;
import io.madang.wire.Frame;
import io.madang.wire.LineReader;
import io.madang.wire.Opcode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Our side of a WebSocket: one thread sends everything, so frames never mix.
 *
 * <p>Threads: any. {@code isClosing} is written by the sending thread only.
 */
final class Speaking implements Closeable {

  private static final int LONGEST_LINE = 1 << 20;

  private final Link link;
  private final TapOptions options;
  private final Recorder recorder;
  private final ClientFrames frames;
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "tap-send"));
  private volatile boolean isClosing;
  private volatile boolean isAbandoned;
  private volatile long pingedNanos;

  Speaking(Link link, TapOptions options, Recorder recorder, RandomGenerator random) {
    this.link = link;
    this.options = options;
    this.recorder = recorder;
    this.frames = new ClientFrames(random);
    if (options.seconds() > 0) {
      sender.schedule(() -> close(1000, ""), options.seconds(), TimeUnit.SECONDS);
    }
    if (options.pingSeconds() > 0) {
      sender.scheduleWithFixedDelay(
          () -> ping("tap"), options.pingSeconds(), options.pingSeconds(), TimeUnit.SECONDS);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Sends each line, on a thread of its own, until there is no more; then closes, or not. */
  void listenTo(InputStream input) {
    daemon(() -> read(input), "tap-input").start();
  }

  private void read(InputStream input) {
    LineReader lines = new LineReader(LONGEST_LINE);
    byte[] buffer = new byte[8192];
    try {
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        ByteBuffer part = ByteBuffer.wrap(buffer, 0, count);
        for (String line = lines.read(part); line != null; line = lines.read(part)) {
          take(line);
        }
      }
    } catch (IOException e) {
      recorder.show("input", "not read on: " + e.getMessage());
    }
    if (options.isEndless()) {
      later(() -> close(1000, ""));
    }
  }

  private void take(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "/ping" -> later(() -> ping(line.substring("/ping".length()).strip()));
      case "/close" -> {
        String code = words.length > 1 ? words[1] : "1000";
        if (code.matches("1000|[34][0-9]{3}")) {
          later(() -> close(Integer.parseInt(code), words.length > 2 ? words[2] : ""));
        } else {
          recorder.show("input", "/close takes 1000 or 3000 to 4999, and a reason");
        }
      }
      default -> {
        String text = line.startsWith("//") ? line.substring(1) : line;
        if (!text.isEmpty()) {
          later(() -> send(frames.text(text)));
        }
      }
    }
  }

  private void later(Runnable task) {
    try {
      sender.execute(task);
    } catch (RejectedExecutionException e) {
      recorder.show("input", "not sent: the connection is closed");
    }
  }

  /** Answers a ping, and returns when that is sent. */
  void pong(byte[] payload) throws IOException {
    now(() -> send(frames.of(Opcode.PONG, payload)));
  }

  /** Begins to close, or answers a close frame, and returns when that is sent. */
  void closeNow(int code, String reason) throws IOException {
    now(() -> close(code, reason));
  }

  private void now(Runnable task) throws IOException {
    try {
      sender.submit(task).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void ping(String payload) {
    byte[] bytes = payload.getBytes(UTF_8);
    if (bytes.length > 125) {
      recorder.show("input", "a ping holds at most 125 bytes");
    } else if (send(frames.of(Opcode.PING, bytes))) {
      pingedNanos = System.nanoTime();
    }
  }

  private void close(int code, String reason) {
    if (send(code == 1005 ? frames.of(Opcode.CLOSE, new byte[0]) : frames.close(code, reason))) {
      isClosing = true;
      sender.schedule(this::abandon, options.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void abandon() {
    isAbandoned = true;
    try {
      link.close();
    } catch (IOException e) {
      recorder.show("failed", "closing the socket: " + e.getMessage());
    }
  }

  /** Sends, if we have not said goodbye; the reading side finds out when the pipe is broken. */
  private boolean send(Frame frame) {
    if (isClosing) {
      return false;
    }
    recorder.show(FrameSteps.sent(frame));
    try {
      link.write(frame.bytes());
      return true;
    } catch (IOException e) {
      recorder.show("failed", "the frame could not be sent: " + e.getMessage());
      return false;
    }
  }

  /** Whether we sent a close frame. */
  boolean isClosing() {
    return isClosing;
  }

  /** Whether the server did not answer our close frame in time. */
  boolean isAbandoned() {
    return isAbandoned;
  }

  /** When the last ping left, by {@link System#nanoTime}, or 0. */
  long pingedNanos() {
    return pingedNanos;
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }
}
