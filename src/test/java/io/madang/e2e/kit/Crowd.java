package io.madang.e2e.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
  private final Servers servers;
  private final String topic;
  private final Acks acks = new Acks();
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
    this.servers = new Servers(servers);
    this.topic = topic;
  }

  /** Adds a follower for each transport and waits until each knows where it stands. */
  public Crowd follow(Transport... transports) {
    Stream.of(transports)
        .map(transport -> new Follower(somebody(), transport).start())
        .forEach(followers::add);
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
      String name = "publisher-" + i;
      publishers.add(
          new Publisher(somebody(), via, name, acks, new Random(random.nextLong())).start());
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
    int goal = acks.size() + more;
    await("more acks")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(INTERVAL)
        .untilAsserted(() -> assertThat(acks.size()).as(troubles()).isGreaterThanOrEqualTo(goal));
  }

  /**
   * Ends the publishing, and waits until all is acked and told to every follower.
   *
   * <p>Who does not get there is one of the {@link #violations}, beside what explains it.
   */
  public void finish() {
    publishers.forEach(Publisher::finish);
    settle(() -> assertThat(publishers).allSatisfy(Crowd::assertDone));
    Optional<Cursor> head = Optional.of(head());
    settle(
        () ->
            assertThat(followers)
                .allSatisfy(one -> assertThat(one.cursor()).as(one.trouble()).isEqualTo(head)));
  }

  /** Everything that breaks the contract in what was acked, told, and stands in the log. */
  public List<String> violations() {
    List<History> histories = new ArrayList<>(followers.stream().map(Follower::history).toList());
    histories.add(log());
    List<String> violations = new ArrayList<>(unsettled);
    violations.addAll(acks.conflicts());
    violations.addAll(HistoryCheck.complete(histories, acks.byId()));
    return violations;
  }

  /** How many messages were acked. */
  public int acked() {
    return acks.size();
  }

  /** Ends every client. */
  @Override
  public void close() {
    publishers.forEach(Publisher::close);
    followers.forEach(Follower::close);
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

  /** The whole log as the pages of the history tell it, checked from offset 1 on. */
  private History log() {
    List<JsonObject> messages = new ArrayList<>();
    Cursor before = head().plus(1);
    List<JsonObject> page = page("?limit=500&before=" + before);
    while (!page.isEmpty()) {
      messages.addAll(0, page);
      before = Cursor.of(page.get(0));
      page = page("?limit=500&before=" + before);
    }
    History log = new History("log").started(new Cursor(before.epoch(), 0));
    messages.forEach(message -> log.told(Cursor.of(message), message.getString("id")));
    return log;
  }

  private List<JsonObject> page(String query) {
    Api.Answer answer = reader().get(Urls.topic(topic) + "/messages" + query);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().getJsonArray("messages").getValuesAs(JsonObject.class);
  }

  private Cursor head() {
    return Cursor.parse(reader().get(Urls.topic(topic)).json().getString("head"));
  }

  private Api reader() {
    return new Api(server, Urls.freshClient());
  }

  private Listening somebody() {
    return new Listening(servers, topic, Urls.freshClient());
  }

  private String troubles() {
    return Stream.concat(
            publishers.stream().map(Publisher::trouble), followers.stream().map(Follower::trouble))
        .toList()
        .toString();
  }
}
