package io.madang.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Cursor;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Signal;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link ChannelLayer} promises: two servers, each with an end of the layer. */
public abstract class ChannelLayerContract {

  static final Topic LOBBY = new Topic("chat/로비");
  static final Topic KITCHEN = new Topic("chat/kitchen");
  private static final Person ANN = new Person("ann", "Ann 앤");

  private ChannelLayer here;
  private ChannelLayer there;
  private final Ear ear = new Ear();
  private final Ear other = new Ear();
  private final Ear sender = new Ear();

  /** The ends of two servers; may be the same object where the layer is inside a process. */
  protected abstract List<ChannelLayer> twoEnds();

  @BeforeEach
  void join() {
    List<ChannelLayer> ends = twoEnds();
    here = ends.get(0);
    there = ends.get(1);
  }

  @AfterEach
  void end() {
    here.close();
    there.close();
  }

  private static final class Ear implements ChannelLayer.Channel {
    final List<Bell> heard = new CopyOnWriteArrayList<>();
    final List<Topic> joins = new CopyOnWriteArrayList<>();
    final List<Topic> groups = new CopyOnWriteArrayList<>();

    @Override
    public void hear(Topic group, Bell bell) {
      groups.add(group);
      heard.add(bell);
    }

    @Override
    public void joined(Topic group) {
      joins.add(group);
    }
  }

  @Test
  void whoJoinedIsToldSoAndHearsWhatRingsAfterwards() {
    there.add(LOBBY, ear);
    await().until(() -> ear.joins.contains(LOBBY));
    here.send(LOBBY, signal("\"now\""), sender);
    await().until(() -> ear.heard.stream().anyMatch(b -> bodyOf(b).equals("\"now\"")));
  }

  @Test
  void whoIsThereIsToldWithAllNames() {
    Bell present = new Bell.Present("s1", List.of(ANN, new Person("ben", "\"Ben\" <b>")));
    there.add(LOBBY, ear);
    await().until(() -> ear.joins.contains(LOBBY));
    here.send(LOBBY, present, sender);
    here.send(LOBBY, new Bell.Asking(), sender);
    await().until(() -> ear.heard.size() == 2);
    assertThat(ear.heard).containsExactly(present, new Bell.Asking());
  }

  private static Bell signal(String body) {
    return new Bell.Signalled(new Signal(LOBBY, ANN, body));
  }

  private static String bodyOf(Bell bell) {
    return ((Bell.Signalled) bell).signal().body();
  }

  /** Rings until the ear has heard it once: joining a group may take a moment. */
  private void ringUntilHeard(Topic group, Ear by) {
    await()
        .until(
            () -> {
              here.send(group, signal("\"are you there\""), sender);
              return !by.heard.isEmpty();
            });
  }

  @Test
  void aBellReachesTheOtherServer() {
    there.add(LOBBY, ear);
    ringUntilHeard(LOBBY, ear);
    assertThat(ear.groups).containsOnly(LOBBY);
  }

  @Test
  void theSenderDoesNotHearItself() {
    here.add(LOBBY, sender);
    there.add(LOBBY, ear);
    ringUntilHeard(LOBBY, ear);
    assertThat(sender.heard).isEmpty();
  }

  @Test
  void otherGroupsHearNothing() {
    there.add(KITCHEN, other);
    there.add(LOBBY, ear);
    ringUntilHeard(LOBBY, ear);
    assertThat(other.heard).isEmpty();
  }

  @Test
  void everyChannelOfTheGroupHears() {
    there.add(LOBBY, ear);
    there.add(LOBBY, other);
    ringUntilHeard(LOBBY, ear);
    await().until(() -> !other.heard.isEmpty());
  }

  @Test
  void aChannelThatWasAddedTwiceHearsOnce() {
    there.add(LOBBY, ear);
    there.add(LOBBY, ear);
    ringUntilHeard(LOBBY, ear);
    here.send(LOBBY, signal("\"once\""), sender);
    here.send(LOBBY, signal("\"last\""), sender);
    await().until(() -> ear.heard.stream().anyMatch(b -> bodyOf(b).equals("\"last\"")));
    assertThat(ear.heard.stream().filter(b -> bodyOf(b).equals("\"once\""))).hasSize(1);
  }

  @Test
  void whoLeftHearsNoMore() {
    there.add(LOBBY, ear);
    there.add(LOBBY, other);
    ringUntilHeard(LOBBY, ear);
    there.discard(LOBBY, ear);
    there.discard(KITCHEN, ear);
    int before = ear.heard.size();
    await()
        .until(
            () -> {
              int heard = other.heard.size();
              here.send(LOBBY, signal("\"later\""), sender);
              return other.heard.size() > heard || bodyOf(last(other)).equals("\"later\"");
            });
    assertThat(ear.heard.stream().skip(before).filter(b -> bodyOf(b).equals("\"later\"")))
        .isEmpty();
  }

  private static Bell last(Ear ear) {
    return ear.heard.get(ear.heard.size() - 1);
  }

  @Test
  void ringingForNobodyIsNoError() {
    here.send(LOBBY, signal("{}"), sender);
    here.discard(LOBBY, sender);
  }

  @Test
  void whatABellSaysArrivesWhole() {
    there.add(LOBBY, ear);
    ringUntilHeard(LOBBY, ear);
    Message message =
        new Message(LOBBY, new Cursor("k3f9a1", 42), "아이디", ANN, 1_700_000_000_123L, "{\"a\":1}");
    StateValue value = new StateValue(LOBBY, "열쇠", new Cursor("e", 7), "[1,\"\\u0000\"]");
    here.send(LOBBY, new Bell.Grown(List.of(message)), sender);
    here.send(LOBBY, new Bell.Changed(value), sender);
    await().until(() -> ear.heard.stream().anyMatch(Bell.Changed.class::isInstance));
    await().until(() -> ear.heard.stream().anyMatch(Bell.Grown.class::isInstance));
    for (Bell bell : ear.heard) {
      if (bell instanceof Bell.Grown grown) {
        assertThat(grown.messages())
            .usingRecursiveFieldByFieldElementComparatorIgnoringFields("memo")
            .containsExactly(message);
      } else if (bell instanceof Bell.Changed changed) {
        assertThat(changed.value())
            .usingRecursiveComparison()
            .ignoringFields("memo")
            .isEqualTo(value);
      }
    }
  }
}
