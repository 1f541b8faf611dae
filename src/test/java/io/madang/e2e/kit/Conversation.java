package io.madang.e2e.kit;

import static org.awaitility.Awaitility.await;

import io.madang.kit.Node;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Two browser clients in Node that talk to each other until they are told to stop.
 *
 * <p>Threads: one thread at a time; a thread of its own reads what they print.
 */
public final class Conversation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private volatile int heard;
  private volatile JsonArray people = JsonArray.EMPTY_JSON_ARRAY;

  private Conversation(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "conversation");
    reader.setDaemon(true);
    reader.start();
  }

  /** Begins; {@code transports} have commas between them, the best first. */
  public static Conversation begin(URI server, String topic, String transports) {
    return new Conversation(
        Node.start(
            List.of("src/test/client/e2e/conversation.js", server.toString(), topic, transports)));
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (line.startsWith("{\"heard\"")) {
          heard = Frames.object(line).getInt("heard");
        } else if (line.startsWith("{\"people\"")) {
          people = Frames.object(line).getJsonArray("people");
        }
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
  }

  /** Waits until both heard so many messages more. */
  public void goesOnFor(int messages) {
    int goal = heard + messages;
    await("both heard " + goal)
        .atMost(PATIENCE)
        .failFast("the clients ended: " + lines, () -> !process.isAlive())
        .until(() -> heard >= goal);
  }

  /** Nothing more is said; waits until everything was heard and tells what each heard. */
  public List<JsonObject> end() {
    try {
      process.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("the conversation did not end well:\n" + output());
      }
      await("what they heard").atMost(PATIENCE).until(() -> !people.isEmpty());
      return people.getValuesAs(JsonObject.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String output() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    Node.end(process);
  }
}
