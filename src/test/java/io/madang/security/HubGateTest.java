package io.madang.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Access;
import io.madang.core.Person;
import io.madang.core.Retention;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.security.TokenBuckets.Quota;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often who may write where. */
class HubGateTest {

  private static final Topic ROOM = new Topic("chat/a");
  private static final Quota PLENTY = Quota.perSecond(1_000, 1_000);

  private final HubGate gate = new HubGate(Quota.perSecond(1, 5), PLENTY, PLENTY);

  private static TopicPolicy policy(String namespace, int perSecond, int burst) {
    Access all = Access.EVERYONE;
    return new TopicPolicy(
        namespace,
        true,
        all,
        all,
        all,
        all,
        all,
        true,
        new Retention(1, Duration.ofDays(1)),
        false,
        new TopicPolicy.Bounds(perSecond, burst, 0));
  }

  private static Speaker guest(String user) {
    return new Speaker(new Person(user, user), false, true);
  }

  private static void write(HubGate gate, Speaker speaker, TopicPolicy policy, int count) {
    for (int i = 0; i < count; i++) {
      gate.write(speaker, ROOM, policy);
    }
  }

  private static void assertRefused(HubGate gate, String user, TopicPolicy policy, String words) {
    assertThatThrownBy(() -> gate.write(guest(user), ROOM, policy)).hasMessage(words);
  }

  @Test
  void aUserWritesABurstWhateverTheNamespace() {
    write(gate, guest("ann"), policy("chat", 0, 0), 3);
    write(gate, guest("ann"), policy("desk", 0, 0), 2);
    assertRefused(gate, "ann", policy("inbox", 0, 0), "the limit is 1 publishes a second per user");
    write(gate, guest("bob"), policy("chat", 0, 0), 5);
  }

  @Test
  void aNamespaceMaySayAnotherPaceAndCountsByItself() {
    TopicPolicy slow = policy("slow", 2, 2);
    write(gate, guest("ann"), slow, 2);
    assertRefused(gate, "ann", slow, "the limit is 2 publishes a second per user in slow");
    write(gate, guest("ann"), policy("chat", 0, 0), 5);
    write(gate, guest("ann"), policy("other", 2, 2), 2);
  }

  @Test
  void whatANamespaceDoesNotSayStaysAsTheSettingsSay() {
    write(gate, guest("ann"), policy("burst", 0, 7), 7);
    assertRefused(
        gate, "ann", policy("burst", 0, 7), "the limit is 1 publishes a second per user in burst");
    write(gate, guest("ann"), policy("pace", 9, 0), 5);
    assertRefused(
        gate, "ann", policy("pace", 9, 0), "the limit is 9 publishes a second per user in pace");
  }

  @Test
  void aPaceThatChangesHoldsAtOnce() {
    write(gate, guest("ann"), policy("chat", 2, 2), 2);
    write(gate, guest("ann"), policy("chat", 3, 3), 3);
    assertRefused(
        gate, "ann", policy("chat", 3, 3), "the limit is 3 publishes a second per user in chat");
  }

  @Test
  void everybodyTogetherMayWriteSoMuchInATopic() {
    HubGate crowded = new HubGate(PLENTY, Quota.perSecond(1, 4), PLENTY);
    for (String user : new String[] {"ann", "bob", "cid", "dee"}) {
      write(crowded, guest(user), policy("chat", 0, 0), 1);
    }
    assertRefused(
        crowded, "eve", policy("chat", 0, 0), "the limit is 1 publishes a second per topic");
    crowded.write(guest("eve"), new Topic("chat/b"), policy("chat", 0, 0));
  }

  @Test
  void programsWriteAtAnyRate() {
    Speaker program = new Speaker(new Person("robot", "robot"), true, true);
    write(gate, program, policy("chat", 1, 1), 2_000);
  }
}
