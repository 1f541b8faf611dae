package io.madang.exactly;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.core.Cursor;
import io.madang.core.MessageStore;
import io.madang.core.Topic;
import io.madang.e2e.kit.History;
import io.madang.e2e.kit.HistoryCheck;
import io.madang.kit.Seed;
import io.madang.store.Database;
import io.madang.store.MemoryStore;
import io.madang.store.SqlStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever goes wrong, each reader sees 1, 2, 3, … without hole, repeat or step back, or a gap that
 * says so, and what was acked stands in the log once, at its cursor.
 *
 * <p>Readers go from transport to transport and from server to server and are cut at random, their
 * answers are lost, publishers repeat themselves, the layer loses, repeats and reorders, stores
 * fail before and after their commits, and retention runs.
 */
class ExactlyTheLogTest {

  private static final int READERS = 8;
  private static final int AUTHORS = 3;
  private static final Duration RUN = Duration.ofMillis(1_500);

  private final List<String> violations = new ArrayList<>();

  @TempDir Path folder;

  @RepeatedTest(3)
  void onAStoreInMemory(RepetitionInfo round) throws Exception {
    run(new MemoryStore(Clock.systemUTC(), 100, 256 << 20), round);
  }

  @RepeatedTest(2)
  void onSqlite(RepetitionInfo round) throws Exception {
    Database database = Database.sqlite(folder.resolve("madang.db"), 6);
    run(new SqlStore(database, Clock.systemUTC(), Duration.ofHours(1)), round);
  }

  private void run(MessageStore store, RepetitionInfo round) throws Exception {
    Seed seed = Seed.of("ExactlyTheLogTest " + round.getCurrentRepetition());
    ExecutorService threads = Executors.newCachedThreadPool();
    try (World world = new World(store, seed)) {
      List<Future<Client>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(new Wanderer(world, "reader " + i, seed.random(100 + i))));
      }
      List<Future<Map<Topic, Map<String, Cursor>>>> authors = new ArrayList<>();
      for (int i = 0; i < AUTHORS; i++) {
        authors.add(threads.submit(new Author(world, "author-" + i, seed.random(200 + i))));
      }
      letItRun(world);
      world.end();
      Map<Topic, Map<String, Cursor>> acks = new HashMap<>();
      for (var author : authors) {
        author
            .get(20, TimeUnit.SECONDS)
            .forEach((t, own) -> acks.computeIfAbsent(t, x -> new HashMap<>()).putAll(own));
      }
      world.becomeQuiet();
      List<Client> clients = new ArrayList<>();
      for (var reader : readers) {
        clients.add(reader.get(60, TimeUnit.SECONDS));
      }
      world.topics().forEach(topic -> check(world, topic, clients, acks));
    } finally {
      threads.shutdownNow();
    }
    assertThat(violations).as(seed.toString()).isEmpty();
  }

  private static void letItRun(World world) {
    for (int i = 0; i < 4; i++) {
      LockSupport.parkNanos(RUN.toNanos() / 4);
      world.crowdOut();
    }
  }

  private void check(
      World world, Topic topic, List<Client> clients, Map<Topic, Map<String, Cursor>> acks) {
    Map<Cursor, String> log = world.store(topic).kept(topic);
    List<History> histories = clients.stream().map(client -> client.history(topic)).toList();
    violations.addAll(HistoryCheck.order(histories));
    histories.forEach(history -> checkAgainst(log, history));
    clients.forEach(client -> checkEnd(world, topic, client));
    if (world.isLasting(topic)) {
      checkLog(log, topic, acks.getOrDefault(topic, Map.of()));
      histories.forEach(history -> checkGaps(world, topic, history));
    }
    System.out.printf(
        "  %s: %d messages, %d told, %d gaps%n",
        topic,
        log.size(),
        histories.stream().mapToLong(h -> count(h, History.Told.class)).sum(),
        histories.stream().mapToLong(h -> count(h, History.Gap.class)).sum());
  }

  private static long count(History history, Class<?> kind) {
    return history.entries().stream().filter(kind::isInstance).count();
  }

  /** Dense, each id once, and what was acked at its cursor. */
  private void checkLog(Map<Cursor, String> log, Topic topic, Map<String, Cursor> acks) {
    String epoch = log.keySet().iterator().next().epoch();
    for (long offset = 1; offset <= log.size(); offset++) {
      if (!log.containsKey(new Cursor(epoch, offset))) {
        violations.add(topic + " has nothing at " + offset);
      }
    }
    if (new HashSet<>(log.values()).size() != log.size()) {
      violations.add(topic + " holds a message twice");
    }
    acks.forEach(
        (id, cursor) -> {
          if (!id.equals(log.get(cursor))) {
            violations.add(id + " was acked at " + cursor + ", where " + log.get(cursor) + " is");
          }
        });
  }

  private void checkAgainst(Map<Cursor, String> log, History history) {
    for (History.Entry entry : history.entries()) {
      Cursor at = new Cursor(entry.at().epoch(), entry.at().offset());
      if (entry instanceof History.Told told && !told.id().equals(log.get(at))) {
        violations.add(history.of() + ": " + told + " but the log has " + log.get(at));
      }
    }
  }

  /** A gap where nothing was lost is a lie too. */
  private void checkGaps(World world, Topic topic, History history) {
    long first = world.store(topic).ends(topic).first();
    for (History.Entry entry : history.entries()) {
      if (entry instanceof History.Gap gap) {
        if (!gap.reason().equals("TRIMMED") || gap.at().offset() >= first) {
          violations.add(history.of() + ": a gap for nothing, " + gap + ", first is " + first);
        }
      }
    }
  }

  private void checkEnd(World world, Topic topic, Client client) {
    Cursor head = world.store(topic).ends(topic).headCursor();
    if (!client.isAt(topic, head)) {
      violations.add(client.history(topic).of() + " did not come to the end, " + head);
    }
  }
}
