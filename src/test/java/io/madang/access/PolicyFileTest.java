package io.madang.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Retention;
import io.madang.core.TopicPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of policies. */
class PolicyFileTest {

  private static final Consumer CHAT = new Consumer() {};
  private static final TopicPolicy OPEN =
      new TopicPolicy(
          "chat",
          true,
          Access.EVERYONE,
          Access.EVERYONE,
          Access.EVERYONE,
          Access.SERVER,
          true,
          new Retention(100, Duration.ofDays(1)));

  private final PolicyFile file = new PolicyFile(List.of(new Application(OPEN, CHAT)));

  private static TopicPolicy policy(PolicyFile.Said said, String namespace) {
    return said.applications().stream()
        .map(Application::policy)
        .filter(policy -> policy.namespace().equals(namespace))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatItDoesNotSayStaysAsItIs() {
    PolicyFile.Said said = file.read("namespaces:\n  chat:\n    publish: signed-in\n");
    TopicPolicy chat = policy(said, "chat");
    assertThat(chat.publish()).isEqualTo(Access.parse("signed-in"));
    assertThat(chat.read()).isEqualTo(Access.EVERYONE);
    assertThat(chat.retention()).isEqualTo(OPEN.retention());
    assertThat(said.applications().get(0).consumer()).isSameAs(CHAT);
    assertThat(said.moderators()).isEqualTo(Access.parse("role:moderator"));
  }

  @Test
  void anEmptyFileSaysNothing() {
    assertThat(file.read("# nothing\n")).isEqualTo(file.standard());
  }

  @Test
  void everythingCanBeSaid() {
    PolicyFile.Said said =
        file.read(
            """
            moderators: role:mod, user:kim
            namespaces:
              orders:
                read: role:clerk, signed-in
                publish: nobody
                signal: owner
                state: user:lee
                presence: role:boss
                durable: true
                roster: false
                attachments: true
                keep-messages: 77
                keep-for: 30m
                publishes-per-second: 3
                burst: 5
                body-bytes: 1000
            """);
    TopicPolicy orders = policy(said, "orders");
    assertThat(orders)
        .isEqualTo(
            new TopicPolicy(
                "orders",
                true,
                Access.parse("role:clerk, signed-in"),
                Access.NOBODY,
                Access.OWNER,
                Access.parse("user:lee"),
                Access.parse("role:boss"),
                false,
                new Retention(77, Duration.ofMinutes(30)),
                true,
                new TopicPolicy.Bounds(3, 5, 1_000)));
    assertThat(said.moderators().toString()).isEqualTo("role:mod, user:kim");
  }

  @Test
  void aNewNamespaceIsClosedUntilItSaysOtherwise() {
    TopicPolicy orders = policy(file.read("namespaces:\n  orders: {}\n"), "orders");
    assertThat(List.of(orders.read(), orders.publish(), orders.signal(), orders.state()))
        .containsOnly(Access.SERVER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "moderators: nobdy | line 1: expected everyone, signed-in",
        "namespaces:\\n  chat:\\n    publsh: nobody | line 3: publsh is not one of read, publish",
        "namespaces:\\n  chat:\\n    keep-messages: 0 | line 3: expected a number above 0",
        "namespaces:\\n  chat:\\n    burst: 1e3 | line 3: expected a number above 0",
        "namespaces:\\n  chat:\\n    body-bytes: 10000000000 | line 3: expected at most",
        "namespaces:\\n  chat:\\n    keep-for: 3w | line 3: expected a duration",
        "namespaces:\\n  chat:\\n    durable: yes | line 3: expected true or false",
        "namespaces:\\n  chat: x | line 2: expected fields",
        "namespaces:\\n  chat:\\n    read: everyone\\n    read: nobody | line 4: read is there twice",
        "namespaces:\\n  a/b:\\n    read: everyone | line 3: a/b cannot be a namespace",
        "namespaces:\\n  madang.access:\\n    read: everyone | line 3: madang.access cannot be",
        "namespaces:\\n  chat:\\n    durable: false\\n    attachments: true | line 3: attachments need",
        "names: x | line 1: names is not known here",
        "namespaces: [a | line 1:",
        "namespaces:\\n  chat:\\n    read: [everyone] | line 3: expected a text",
        "a: &x [1]\\nb: *x | Number of aliases"
      })
  void whatIsWrongIsSaidWithItsLine(String text, String problem) {
    assertThatThrownBy(() -> file.read(text.replace("\\n", "\n")))
        .isInstanceOf(PolicyFile.BadLineException.class)
        .hasMessageStartingWith(problem);
  }
}
