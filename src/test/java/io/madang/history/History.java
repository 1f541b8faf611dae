package io.madang.history;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What happened in one test, one JSON object a line, in a file under {@code target/history}.
 *
 * <p>Each line has {@code at}, in microseconds of the monotonic clock, {@code who} saw or did it,
 * and {@code did}: what it was. What clients write is in {@link Witness}; here is what only the
 * test knows.
 *
 * <p>Threads: any; {@code lines} is guarded by this.
 */
public final class History implements AutoCloseable {

  private static final Path FOLDER = Path.of("target", "history");
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private final Path file;
  private final BufferedWriter lines;
  private final Witness test = new Witness(this, "test");

  /** A new file whose name begins so. */
  public History(String name) {
    try {
      Files.createDirectories(FOLDER);
      file = Files.createTempFile(FOLDER, name.replaceAll("[^\\w-]+", "-") + "-", ".jsonl");
      lines = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client's pen; messages that it publishes have its name as their sender. */
  public Witness witness(String who) {
    return new Witness(this, who);
  }

  /** From now on times are counted under this name. */
  public void phase(String name) {
    test.write("phase", line("name", name));
  }

  /** A server was killed, or told to end. */
  public void died(Object server) {
    test.write("died", line("server", server.toString()));
  }

  /** What stood before this cursor may be gone by retention. */
  public void trimmed(String topic, String firstCursor) {
    test.write("trimmed", line("topic", topic).add("cursor", firstCursor));
  }

  /** The topic's log may be lost and begin anew in another epoch, at any time of the test. */
  public void replaceable(String topic) {
    test.write("replaceable", line("topic", topic));
  }

  /** Publishing is over, and everybody who listens should have come to this cursor. */
  public void head(String topic, String cursor) {
    test.write("head", line("topic", topic).add("cursor", cursor));
  }

  /** The file, with all that was written so far. */
  public synchronized Path file() {
    try {
      lines.flush();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObjectBuilder line(String key, String value) {
    return JSON.createObjectBuilder().add(key, value);
  }

  /** Writes a line that a client in another process made, with its own {@code at}. */
  public synchronized void copy(String line) {
    try {
      lines.write(line);
      lines.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void write(String who, String did, JsonObjectBuilder rest) {
    long at = System.nanoTime() / 1_000;
    copy(
        JSON.createObjectBuilder()
            .add("at", at)
            .add("who", who)
            .add("did", did)
            .addAll(rest)
            .build()
            .toString());
  }

  @Override
  public synchronized void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
