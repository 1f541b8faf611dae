package io.madang.store;

import static io.madang.store.Drafts.ANN;
import static io.madang.store.Drafts.KITCHEN;
import static io.madang.store.Drafts.LOBBY;
import static io.madang.store.Drafts.fill;
import static io.madang.store.Drafts.isRepeat;
import static io.madang.store.Drafts.message;
import static io.madang.store.Drafts.offsets;
import static io.madang.store.Drafts.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Draft;
import io.madang.core.LogEnds;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Retention;
import io.madang.core.StoreException;
import io.madang.core.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store that lies on disk promises beside the contract of all. */
abstract class SqlStoreContract extends MessageStoreContract {

  /** Opens the database of this test, again. */
  abstract Database database();

  @Override
  MessageStore create() {
    return new SqlStore(database(), clock, REPEAT_WINDOW);
  }

  @Test
  void everythingIsThereAfterItWasOpenedAgain() {
    fill(store, LOBBY, 1, 5);
    store.append(List.of(state(LOBBY, "pinned", "\"가\"")));
    store.trim("chat", new Retention(3, LONG), clock.instant());
    LogEnds before = store.ends(LOBBY);
    store.close();
    store = create();
    assertThat(store.ends(LOBBY)).isEqualTo(before);
    assertThat(store.ends(KITCHEN).epoch()).isEqualTo(before.epoch());
    assertThat(store.readAfter(LOBBY, 0, 10, MUCH).messages())
        .extracting(Message::id)
        .containsExactly("m3", "m4", "m5");
    assertThat(store.state(LOBBY).get(0).json()).isEqualTo("\"가\"");
    assertThat(isRepeat(store.append(List.of(message(LOBBY, "m1"))).get(0))).isTrue();
    assertThat(offsets(store.append(List.of(message(LOBBY, "m6"))))).containsExactly(6L);
  }

  @Test
  void aTouchIsSeenByNobodyAndFailsWhenNothingIsKept() {
    SqlStore touched = (SqlStore) store;
    fill(store, LOBBY, 1, 1);
    touched.touch();
    touched.touch();
    assertThat(store.ends(LOBBY)).isEqualTo(new LogEnds(store.ends(KITCHEN).epoch(), 1, 1));
    store.close();
    assertThatThrownBy(touched::touch).isInstanceOf(StoreException.class);
    store = create();
  }

  @Test
  void aHiddenMessageIsDeletedWhenItCannotBeRepeatedAnyMore() throws SQLException {
    fill(store, LOBBY, 1, 5);
    store.trim("chat", new Retention(2, LONG), clock.instant());
    assertThat(rows()).isEqualTo(5);
    clock.advance(REPEAT_WINDOW.plus(Duration.ofSeconds(1)));
    store.trim("chat", new Retention(2, LONG), clock.instant());
    assertThat(rows()).isEqualTo(2);
    assertThat(offsets(store.append(List.of(message(LOBBY, "m1"))))).containsExactly(6L);
  }

  @Test
  void aLongLogIsDeletedPieceByPiece() throws SQLException {
    fill(store, LOBBY, 1, 5_000);
    clock.advance(REPEAT_WINDOW.plus(Duration.ofSeconds(1)));
    store.trim("chat", new Retention(10, LONG), clock.instant());
    assertThat(rows()).isEqualTo(10);
  }

  private long rows() throws SQLException {
    Database database = database();
    try (var pool = database.close();
        var c = database.source().getConnection();
        var select = c.createStatement();
        var row = select.executeQuery("SELECT COUNT(*) FROM message")) {
      assertThat(pool).isNotNull();
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aBatchIsKeptWholeOrNotAtAll() {
    fill(store, LOBBY, 1, 2);
    assertThatThrownBy(
            () ->
                store.append(List.of(message(LOBBY, "m3"), broken(KITCHEN), message(LOBBY, "m4"))))
        .isInstanceOf(StoreException.class);
    assertThat(store.ends(LOBBY).head()).isEqualTo(2);
    assertThat(offsets(store.append(List.of(message(LOBBY, "m3"))))).containsExactly(3L);
  }

  @Test
  void aTopicWhoseFirstMessageFailedCanBeWrittenToLater() {
    assertThatThrownBy(() -> store.append(List.of(broken(LOBBY))))
        .isInstanceOf(StoreException.class);
    fill(store, KITCHEN, 1, 3);
    assertThat(offsets(store.append(List.of(message(LOBBY, "a"))))).containsExactly(1L);
    assertThat(store.readAfter(KITCHEN, 0, 10, MUCH).messages())
        .extracting(Message::id)
        .containsExactly("m1", "m2", "m3");
  }

  /** What no database takes: a body that is not there. */
  @SuppressWarnings("NullAway")
  private static Draft broken(Topic topic) {
    return new Draft.NewMessage(topic, ANN, "broken", null);
  }
}
