package io.madang.e2e.kit;

import static org.awaitility.Awaitility.await;

import io.madang.history.History;
import io.madang.kit.Node;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Two browser clients in Node that talk to each other until they are told to stop; what they see
 * goes into a history.
 *
 * <p>Threads: one thread at a time; a thread of its own reads what they print.
 */
public final class Conversation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final History history;
  private final Map<String, Integer> heard = new ConcurrentHashMap<>();
  private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
  private volatile JsonArray people = JsonArray.EMPTY_JSON_ARRAY;

  private Conversation(Process process, History history) {
    this.process = process;
    this.history = history;
    Thread reader = new Thread(this::read, "conversation");
    reader.setDaemon(true);
    reader.start();
  }

  /** Begins; {@code transports} have commas between them, the best first. */
  public static Conversation begin(URI server, String topic, String transports, History history) {
    Process process =
        Node.start(
            List.of("src/test/client/e2e/conversation.js", server.toString(), topic, transports));
    return new Conversation(process, history);
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        take(line);
      }
    } catch (IOException e) {
      troubles.add(e.toString());
    }
  }

  private void take(String line) {
    if (line.startsWith("{\"at\"")) {
      history.copy(line);
      JsonObject entry = Frames.object(line);
      if (entry.getString("did").equals("told")) {
        heard.merge(entry.getString("who"), 1, Integer::sum);
      }
    } else if (line.startsWith("{\"people\"")) {
      people = Frames.object(line).getJsonArray("people");
    } else {
      troubles.add(line);
    }
  }

  /** How many messages both heard. */
  public int heard() {
    return heard.size() < 2 ? 0 : Collections.min(heard.values());
  }

  /** Waits until both heard so many messages more. */
  public void goesOnFor(int messages) {
    int goal = heard() + messages;
    await("both heard " + goal)
        .atMost(PATIENCE)
        .failFast("the clients ended: " + troubles, () -> !process.isAlive())
        .until(() -> heard() >= goal);
  }

  /**
   * Nothing more is said; waits until everything was heard and tells what there is to say of each.
   */
  public List<JsonObject> end() {
    try {
      process.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("the conversation did not end well:\n" + output());
      }
      await("what they say").atMost(PATIENCE).until(() -> !people.isEmpty());
      return people.getValuesAs(JsonObject.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String output() {
    return String.join("\n", troubles);
  }

  @Override
  public void close() {
    Node.end(process);
  }
}
