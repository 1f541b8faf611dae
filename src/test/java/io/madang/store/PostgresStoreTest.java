package io.madang.store;

import static io.madang.store.Drafts.KITCHEN;
import static io.madang.store.Drafts.LOBBY;
import static io.madang.store.Drafts.message;
import static io.madang.store.Drafts.messageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.core.Cursor;
import io.madang.core.Draft;
import io.madang.core.Kept;
import io.madang.core.MessageStore;
import io.madang.core.Topic;
import io.madang.kit.Seed;
import io.madang.kit.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL. */
class PostgresStoreTest extends SqlStoreContract {

  private static final Topic HALL = new Topic("chat/hall");
  private static final List<Topic> TOPICS = List.of(LOBBY, KITCHEN, HALL);
  private static final int BATCHES = 150;

  private final String url = SharedPostgres.newDatabase();

  @Override
  Database database() {
    return Database.url(url, null, null, 4);
  }

  /** The tests' PostgreSQL has both off by default. */
  @Test
  void anAckIsOnDiskAndNoRowIsHeldForEverWhateverTheDatabaseDoesByDefault() throws SQLException {
    try (Connection plain = DriverManager.getConnection(url)) {
      assertThat(setting(plain, "synchronous_commit")).isEqualTo("off");
      assertThat(setting(plain, "idle_in_transaction_session_timeout")).isEqualTo("0");
    }
    Database database = database();
    try (var pool = database.close();
        Connection c = database.source().getConnection()) {
      assertThat(pool).isNotNull();
      assertThat(setting(c, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(c, "idle_in_transaction_session_timeout")).isEqualTo("5s");
    }
  }

  private static String setting(Connection c, String name) throws SQLException {
    try (var show = c.createStatement();
        var row = show.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void twoServersWriteTheSameTopicsDenselyAndWithoutDeadlock() throws Exception {
    Seed seed = Seed.of("PostgresStoreTest");
    AtomicBoolean isDone = new AtomicBoolean();
    Map<String, Cursor> kept = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (MessageStore other = create()) {
      List<CompletableFuture<Long>> readers =
          TOPICS.stream()
              .map(
                  topic ->
                      CompletableFuture.supplyAsync(
                          () -> followUntil(isDone, store, topic), threads))
              .toList();
      CompletableFuture<Void> here =
          CompletableFuture.runAsync(() -> writeMuch(store, seed.random(1), kept), threads);
      CompletableFuture<Void> there =
          CompletableFuture.runAsync(() -> writeMuch(other, seed.random(2), kept), threads);
      CompletableFuture.allOf(here, there).get(30, TimeUnit.SECONDS);
      isDone.set(true);
      long read = 0;
      for (var reader : readers) {
        read += reader.get(30, TimeUnit.SECONDS);
      }
      assertThat(read).isEqualTo(kept.size());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Batches over all topics in any order, with ids that the other writer uses too. */
  private static void writeMuch(MessageStore to, Random random, Map<String, Cursor> kept) {
    for (int i = 0; i < BATCHES; i++) {
      List<Draft> drafts = new ArrayList<>();
      for (int n = random.nextInt(8); n >= 0; n--) {
        Topic topic = TOPICS.get(random.nextInt(TOPICS.size()));
        drafts.add(message(topic, "id-" + random.nextInt(600)));
      }
      for (Kept one : to.append(drafts)) {
        Cursor at = messageOf(one).cursor();
        Cursor before = kept.putIfAbsent(messageOf(one).topic() + " " + messageOf(one).id(), at);
        assertThat(before == null ? at : before).isEqualTo(at);
      }
    }
  }

  @Test
  void twoServersThatBeginTogetherAgreeOnTheEpoch() {
    try (MessageStore other = create()) {
      assertThat(other.ends(LOBBY)).isEqualTo(store.ends(LOBBY));
    }
  }
}
