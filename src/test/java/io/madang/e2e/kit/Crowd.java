package io.madang.e2e.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.checker.Checker;
import io.madang.checker.Verdict;
import io.madang.history.History;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;

/**
 * Publishers and followers of one topic, and the verdict on what they were told.
 *
 * <p>Threads: one thread at a time.
 */
public final class Crowd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(2);

  private final URI server;
  private final List<URI> servers;
  private final String topic;
  private final History history;
  private final AtomicInteger acks = new AtomicInteger();
  private final List<Follower> followers = new ArrayList<>();
  private final List<Publisher> publishers = new ArrayList<>();
  private final List<String> unsettled = new ArrayList<>();

  /** Nobody yet. */
  public Crowd(URI server, String topic) {
    this(List.of(server), topic);
  }

  /** Clients of several servers, who go to another one each time. */
  public Crowd(List<URI> servers, String topic) {
    this.server = servers.get(0);
    this.servers = servers;
    this.topic = topic;
    this.history = new History(topic);
  }

  /** Adds a follower for each transport and waits until each knows where it stands. */
  public Crowd follow(Transport... transports) {
    for (Transport transport : transports) {
      String name = "follower-" + followers.size() + " " + transport;
      followers.add(new Follower(somebody(name), transport).start());
    }
    await("every follower has a cursor")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(followers)
                    .allSatisfy(one -> assertThat(one.cursor()).as(one.trouble()).isPresent()));
    return this;
  }

  /** Adds publishers, every other one over a WebSocket. */
  public Crowd publish(int count, Random random) {
    for (int i = 0; i < count; i++) {
      Publisher.Via via = i % 2 == 0 ? Publisher.Via.WEBSOCKET : Publisher.Via.POST;
      Listening who = somebody("publisher-" + publishers.size());
      Random own = new Random(random.nextLong());
      publishers.add(new Publisher(who, via, acks::incrementAndGet, own).start());
    }
    return this;
  }

  /** One of the followers. */
  public Follower follower(Random random) {
    return followers.get(random.nextInt(followers.size()));
  }

  /** One of the publishers. */
  public Publisher publisher(Random random) {
    return publishers.get(random.nextInt(publishers.size()));
  }

  /** Waits until so many more messages are acked. */
  public void awaitAcks(int more) {
    int goal = acks.get() + more;
    await("more acks")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(INTERVAL)
        .untilAsserted(() -> assertThat(acks.get()).as(troubles()).isGreaterThanOrEqualTo(goal));
  }

  /**
   * Ends the publishing, and waits until all is acked and told to every follower.
   *
   * <p>Who does not get there is told beside the verdict, which may explain it.
   */
  public Verdict finish() {
    publishers.forEach(Publisher::finish);
    settle(() -> assertThat(publishers).allSatisfy(Crowd::assertDone));
    Optional<Cursor> head = Optional.of(head());
    settle(
        () ->
            assertThat(followers)
                .allSatisfy(one -> assertThat(one.cursor()).as(one.trouble()).isEqualTo(head)));
    new WholeLog(reader(), topic).tell(history);
    Verdict verdict = Checker.judge(history.file());
    System.out.print(history.file() + ":\n" + verdict.times());
    assertThat(unsettled).as(verdict.violations().toString()).isEmpty();
    return verdict;
  }

  /** Where it is written what all of them see. */
  public History history() {
    return history;
  }

  /** How many messages were acked. */
  public int acked() {
    return acks.get();
  }

  /** Ends every client. */
  @Override
  public void close() {
    publishers.forEach(Publisher::close);
    followers.forEach(Follower::close);
    history.close();
  }

  private void settle(ThrowingRunnable assertion) {
    try {
      await().atMost(PATIENCE).untilAsserted(assertion);
    } catch (ConditionTimeoutException e) {
      unsettled.add(String.valueOf(e.getMessage()));
    }
  }

  private static void assertDone(Publisher publisher) {
    assertThat(publisher.isDone()).as(publisher.trouble()).isTrue();
  }

  private Cursor head() {
    return new WholeLog(reader(), topic).head();
  }

  private Api reader() {
    return new Api(server, Urls.freshClient());
  }

  private Listening somebody(String name) {
    Servers own = new Servers(servers, followers.size() + publishers.size());
    return new Listening(own, topic, Urls.freshClient(), history.witness(name));
  }

  private String troubles() {
    return Stream.concat(
            publishers.stream().map(Publisher::trouble), followers.stream().map(Follower::trouble))
        .toList()
        .toString();
  }
}
