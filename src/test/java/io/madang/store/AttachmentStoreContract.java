package io.madang.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.attachment.Attachment;
import io.madang.attachment.Attachment.Part;
import io.madang.attachment.AttachmentStore;
import io.madang.attachment.AttachmentStore.Place;
import io.madang.attachment.AttachmentStore.Reservation;
import io.madang.attachment.FileType;
import io.madang.attachment.Usage;
import io.madang.core.StoreException;
import io.madang.core.Topic;
import io.madang.kit.ManualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link AttachmentStore} promises, whatever keeps the attachments. */
abstract class AttachmentStoreContract {

  private static final Topic LOBBY = new Topic("chat/lobby");
  private static final Topic ROOM = new Topic("room/1");
  private static final Usage QUOTA = new Usage(1_000, 1_500);
  private static final int CHUNK = 4;

  private final ManualClock clock = new ManualClock();
  private Database database;
  private SqlStore messages;
  private AttachmentStore store;

  /** Opens a new database. */
  abstract Database database();

  @BeforeEach
  void open() {
    database = database();
    messages = new SqlStore(database, clock, Duration.ofHours(1));
    store = new SqlAttachments(database);
  }

  @AfterEach
  void close() {
    messages.close();
  }

  private Reservation reservation(String id, String user, long bytes) {
    return new Reservation(id, LOBBY, user, bytes, clock.millis());
  }

  private Reservation begin(String id, String user, long bytes) {
    Reservation reservation = reservation(id, user, bytes);
    assertThat(store.begin(reservation, QUOTA).isWithin(QUOTA)).isTrue();
    return reservation;
  }

  private Attachment keep(String id, String user, long bytes) {
    Reservation reservation = begin(id, user, bytes);
    write(id, Part.FILE, 0, "0123");
    write(id, Part.FILE, 1, "4567");
    write(id, Part.FILE, 2, "89");
    write(id, Part.THUMBNAIL, 0, "th");
    Attachment attachment =
        new Attachment(
            id,
            LOBBY,
            user,
            "그림 'a\".png",
            new Attachment.Content(FileType.PNG, 10),
            new Attachment.Content(FileType.WEBP, 2),
            CHUNK,
            reservation.atMillis());
    assertThat(store.complete(attachment, reservation)).isTrue();
    return attachment;
  }

  private void write(String id, Part part, int number, String text) {
    store.write(
        new Place(id, part, number), text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private String read(String id, Part part, int number) {
    return store
        .read(new Place(id, part, number))
        .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.US_ASCII))
        .orElse("nothing");
  }

  @Test
  void whatWasKeptIsReadChunkByChunk() {
    Attachment kept = keep("a", "ann", 100);
    assertThat(store.find("a")).contains(kept);
    assertThat(read("a", Part.FILE, 0)).isEqualTo("0123");
    assertThat(read("a", Part.FILE, 2)).isEqualTo("89");
    assertThat(read("a", Part.THUMBNAIL, 0)).isEqualTo("th");
    assertThat(read("a", Part.FILE, 3)).isEqualTo("nothing");
  }

  @Test
  void anAttachmentWithoutAThumbnailHasNone() {
    Reservation reservation = begin("a", "ann", 10);
    write("a", Part.FILE, 0, "0123");
    Attachment attachment =
        new Attachment(
            "a",
            LOBBY,
            "ann",
            "a",
            new Attachment.Content(FileType.OTHER, 4),
            null,
            CHUNK,
            clock.millis());
    store.complete(attachment, reservation);
    assertThat(store.find("a")).contains(attachment);
  }

  @Test
  void bytesAreKeptAsTheyAre() {
    begin("a", "ann", 1_000);
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    store.write(new Place("a", Part.FILE, 0), all);
    assertThat(store.read(new Place("a", Part.FILE, 0)))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(all));
  }

  @Test
  void whatStillComesIsNotFound() {
    begin("a", "ann", 100);
    write("a", Part.FILE, 0, "0123");
    assertThat(store.find("a")).isEmpty();
  }

  @Test
  void roomIsTakenAtOnceAndWhatIsNotNeededGivenBackWhenItIsComplete() {
    begin("a", "ann", 100);
    assertThat(store.usage("ann")).isEqualTo(new Usage(100, 100));
    keep("b", "ann", 200);
    assertThat(store.usage("ann")).isEqualTo(new Usage(112, 112));
    assertThat(store.usage("bob")).isEqualTo(new Usage(0, 112));
  }

  @Test
  void overTheQuotaOfAUserNothingIsTaken() {
    begin("a", "ann", 600);
    assertThat(store.begin(reservation("b", "ann", 401), QUOTA).isWithin(QUOTA)).isFalse();
    assertThat(store.usage("ann")).isEqualTo(new Usage(600, 600));
    assertThatThrownBy(() -> write("b", Part.FILE, 0, "0123")).isInstanceOf(StoreException.class);
    begin("b", "ann", 400);
  }

  @Test
  void overTheQuotaOfAllNothingIsTaken() {
    begin("a", "ann", 1_000);
    assertThat(store.begin(reservation("b", "bob", 501), QUOTA).isWithin(QUOTA)).isFalse();
    assertThat(store.usage("bob")).isEqualTo(new Usage(0, 1_000));
    begin("b", "bob", 500);
  }

  @Test
  void uploadsThatBeginTogetherDoNotPassTheQuotaTogether() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Boolean>> begun = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Reservation one = reservation("a" + i, "ann", 300);
        begun.add(
            CompletableFuture.supplyAsync(() -> store.begin(one, QUOTA).isWithin(QUOTA), threads));
      }
      int passed = 0;
      for (CompletableFuture<Boolean> one : begun) {
        passed += one.get(30, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(passed).isEqualTo(3);
      assertThat(store.usage("ann")).isEqualTo(new Usage(900, 900));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatIsRemovedLeavesNothing() throws SQLException {
    keep("a", "ann", 100);
    begin("b", "ann", 100);
    for (int i = 0; i < 20; i++) {
      write("b", Part.FILE, i, "0123");
    }
    store.remove("a");
    store.remove("b");
    store.remove("b");
    store.remove("never");
    assertThat(store.find("a")).isEmpty();
    assertThat(store.usage("ann")).isEqualTo(new Usage(0, 0));
    assertThat(count("SELECT COUNT(*) FROM attachment_chunk")).isZero();
    assertThat(count("SELECT COUNT(*) FROM attachment")).isZero();
    assertThat(count("SELECT COUNT(*) FROM attachment_usage WHERE owner <> ''")).isZero();
  }

  private int count(String select) throws SQLException {
    try (var c = database.source().getConnection();
        var statement = c.createStatement();
        var row = statement.executeQuery(select)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void whatWasRemovedMeanwhileTakesNoMoreAndIsNotCompleted() {
    Reservation reservation = begin("a", "ann", 100);
    store.remove("a");
    assertThatThrownBy(() -> write("a", Part.FILE, 0, "0123")).isInstanceOf(StoreException.class);
    Attachment late =
        new Attachment(
            "a",
            LOBBY,
            "ann",
            "a",
            new Attachment.Content(FileType.OTHER, 4),
            null,
            CHUNK,
            clock.millis());
    assertThat(store.complete(late, reservation)).isFalse();
    assertThat(store.usage("ann")).isEqualTo(new Usage(0, 0));
  }

  @Test
  void theOldOfANamespaceAreFoundOldestFirst() {
    keep("a", "ann", 100);
    clock.advance(Duration.ofSeconds(1));
    keep("b", "ann", 100);
    store.begin(new Reservation("c", ROOM, "ann", 10, clock.millis()), QUOTA);
    clock.advance(Duration.ofSeconds(1));
    var now = clock.instant();
    keep("d", "ann", 100);
    assertThat(store.olderThan(now, "chat", 10)).containsExactly("a", "b");
    assertThat(store.olderThan(now, "chat", 1)).containsExactly("a");
    assertThat(store.olderThan(now, "room", 10)).isEmpty();
  }

  @Test
  void whatNeverBecameCompleteIsFound() {
    begin("a", "ann", 100);
    keep("b", "ann", 100);
    clock.advance(Duration.ofSeconds(1));
    var now = clock.instant();
    begin("c", "ann", 100);
    assertThat(store.unfinished(now, 10)).containsExactly("a");
  }
}
