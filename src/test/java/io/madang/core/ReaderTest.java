package io.madang.core;

import static io.madang.core.Rig.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.madang.kit.LimitsOf;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pump: one write in flight, and everything new in the next. */
class ReaderTest {

  private static final int FRAMES = 20;

  private final LimitsOf limits = new LimitsOf();
  private Rig rig;

  @BeforeEach
  void start() {
    limits.waitingFrames = FRAMES;
    limits.topics = 3;
    limits.tailBytes = 100_000;
    rig = new Rig(limits);
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void whatComesWhileAWriteIsInFlightGoesOutInTheNextOne() throws Exception {
    FakeConnection client = FakeConnection.manual();
    FakeConnection other = FakeConnection.quick();
    rig.read(client);
    rig.read(other);
    await().until(client::isInFlight);
    rig.publish(1, 5);
    rig.publish(6, 9);
    await().until(() -> other.offsets().size() == 9);
    assertThat(client.writes()).isEqualTo(1);
    client.complete();
    await().until(client::isInFlight);
    assertThat(client.offsets()).isEqualTo(upTo(9));
    assertThat(client.writes()).isEqualTo(2);
    assertThat(client.mostInFlight()).isEqualTo(1);
  }

  @Test
  void nothingIsWrittenBeforeTheStart() throws Exception {
    FakeConnection client = FakeConnection.quick();
    Reader reader = rig.connect(client, "reader");
    rig.hub.subscribe(reader, ROOM, Start.newest(0), false);
    rig.publish(1, 3);
    reader.tell(new Event.Pong());
    await().until(reader::isOpen);
    assertThat(client.writes()).isZero();
    reader.start();
    await().until(() -> client.events().size() >= 2);
  }

  @Test
  void aClientThatTakesEverythingAtOnceGetsALongLogWithoutRecursion() {
    rig.writeElsewhere(1, 20_000);
    FakeConnection client = FakeConnection.quick();
    rig.read(client, rig.after(null, 0));
    await().until(() -> client.offsets().size() == 20_000);
    assertThat(client.offsets()).isEqualTo(upTo(20_000));
  }

  @Test
  void aReaderThatStopsReadingCostsACursor() throws Exception {
    FakeConnection client = FakeConnection.manual();
    rig.read(client);
    await().until(client::isInFlight);
    rig.publish(1, 5_000);
    assertThat(client.writes()).isEqualTo(1);
    assertThat(rig.hub.gauges().tailBytes()).isLessThanOrEqualTo(limits.tailBytes);
    await()
        .until(
            () -> {
              if (client.isInFlight()) {
                client.complete();
              }
              return client.offsets().size() == 5_000;
            });
    assertThat(client.offsets()).isEqualTo(upTo(5_000));
  }

  @Test
  void answersComeInTheirOrder() {
    FakeConnection client = FakeConnection.quick();
    Reader reader = rig.connect(client, "reader");
    for (int i = 0; i < FRAMES; i++) {
      reader.tell(new Event.Bye("" + i, i));
    }
    reader.start();
    assertThat(client.events(Event.Bye.class))
        .extracting(bye -> Integer.parseInt(bye.reason()))
        .isSorted()
        .hasSize(FRAMES);
  }

  @Test
  void aClientThatLetsFarTooManyAnswersWaitIsClosedAtOnceAndToldTheLimit() {
    FakeConnection client = FakeConnection.manual();
    Reader reader = rig.connect(client, "reader");
    for (int i = 0; i < FRAMES * Reader.FLOOD; i++) {
      reader.tell(new Event.Pong());
    }
    assertThat(client.closeCode()).isNull();
    reader.tell(new Event.Pong());
    assertThat(client.closeCode()).isEqualTo(1013);
    assertThat(client.closeReason()).contains("" + FRAMES);
  }

  @Test
  void aClientThatHasNotReadForASecondMayLetFewerWait() {
    FakeConnection client = FakeConnection.manual();
    Reader reader = rig.connect(client, "reader");
    reader.start();
    reader.tell(new Event.Pong());
    await().until(() -> !client.events(Event.Pong.class).isEmpty());
    for (int i = 0; i <= FRAMES; i++) {
      reader.tell(new Event.Pong());
    }
    assertThat(client.closeCode()).isNull();
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              reader.tell(new Event.Pong());
              return client.closeCode() != null;
            });
    assertThat(client.closeCode()).isEqualTo(1013);
  }

  @Test
  void oneTopicTooManyIsRefusedWithTheLimit() {
    Reader reader = rig.connect(FakeConnection.quick(), "reader");
    for (int i = 1; i <= 3; i++) {
      rig.hub.subscribe(reader, new Topic("room/" + i), Start.newest(0), false);
    }
    assertThatThrownBy(() -> rig.hub.subscribe(reader, new Topic("room/4"), Start.newest(0), false))
        .hasMessageContaining("limit is 3 topics");
    rig.hub.unsubscribe(reader, new Topic("room/1"));
    rig.hub.subscribe(reader, new Topic("room/4"), Start.newest(0), false);
  }

  @Test
  void aTopicIsSubscribedOnce() {
    Reader reader = rig.read(FakeConnection.quick());
    assertThatThrownBy(() -> rig.hub.subscribe(reader, ROOM, Start.newest(0), false))
        .hasMessageContaining("already subscribed");
  }

  @Test
  void whatIsNotSubscribedCannotBeLeft() {
    Reader reader = rig.connect(FakeConnection.quick(), "reader");
    assertThatThrownBy(() -> rig.hub.unsubscribe(reader, ROOM))
        .hasMessageContaining("not subscribed");
  }

  @Test
  void whoLeftATopicHearsNoMoreOfIt() throws Exception {
    FakeConnection client = FakeConnection.quick();
    FakeConnection stays = FakeConnection.quick();
    Reader reader = rig.read(client);
    rig.read(stays);
    rig.publish(1, 1);
    await().until(() -> client.offsets().equals(upTo(1)));
    rig.hub.unsubscribe(reader, ROOM);
    rig.publish(2, 2);
    await().until(() -> stays.offsets().equals(upTo(2)));
    assertThat(client.offsets()).isEqualTo(upTo(1));
  }

  @Test
  void whoIsGoneIsWrittenToNoMore() throws Exception {
    FakeConnection client = FakeConnection.manual();
    FakeConnection stays = FakeConnection.quick();
    Reader reader = rig.read(client);
    rig.read(stays);
    await().until(client::isInFlight);
    rig.hub.disconnect(reader);
    rig.hub.disconnect(reader);
    rig.publish(1, 1);
    await().until(() -> stays.offsets().equals(upTo(1)));
    client.complete();
    reader.ring();
    assertThat(client.writes()).isEqualTo(1);
    assertThat(reader.isClosed()).isTrue();
  }

  @Test
  void aConnectionThatBreaksIsClosedAndKeepsNobodyFromBeingTold() throws Exception {
    FakeConnection[] others = {FakeConnection.quick(), FakeConnection.quick()};
    Broken broken = new Broken();
    rig.read(others[0]);
    rig.read(broken);
    rig.read(others[1]);
    broken.isBroken = true;
    rig.publish(1, 2);
    for (FakeConnection other : others) {
      await().until(() -> other.offsets().equals(upTo(2)));
    }
    await().until(() -> broken.closeCode == 1011);
  }

  /** A connection with a fault of ours in it. */
  private static final class Broken implements Connection {
    volatile boolean isBroken;
    volatile int closeCode;

    @Override
    public void write(List<Event> events, Runnable done) {
      if (isBroken) {
        throw new IllegalStateException("broken on purpose");
      }
      done.run();
    }

    @Override
    public void close(int code, String reason) {
      closeCode = code;
    }
  }

  @Test
  void aReaderIsSettledWhenItWaitsForNothingButNews() {
    rig.writeElsewhere(1, 5);
    FakeConnection client = FakeConnection.quick();
    rig.read(client, rig.after(null, 0));
    await().until(client::isSettled);
    assertThat(client.offsets()).isEqualTo(upTo(5));
    assertThat(client.idles()).isPositive();
  }

  @Test
  void topicsTakeTurnsWhenThereIsMoreThanOneWriteHolds() throws Exception {
    FakeConnection client = FakeConnection.manual();
    Reader reader = rig.read(client);
    rig.hub.subscribe(reader, Rig.OTHER, Start.newest(0), false);
    await().until(client::isInFlight);
    await().until(reader::isOpen);
    var text = jakarta.json.Json.createObjectBuilder().add("text", "x".repeat(60_000)).build();
    for (int i = 1; i <= 3; i++) {
      rig.hub.publish(Rig.speaker("ann"), ROOM, "a" + i, text).get();
      rig.hub.publish(Rig.speaker("ann"), Rig.OTHER, "b" + i, text).get();
    }
    await()
        .until(
            () -> {
              if (client.isInFlight()) {
                client.complete();
              }
              return client.offsets().size() == 6;
            });
    List<Topic> firstFour =
        client.events(Message.class).stream().map(Message::topic).limit(4).toList();
    assertThat(firstFour).contains(ROOM, Rig.OTHER);
  }
}
