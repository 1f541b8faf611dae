package io.madang.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Gate;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.Policies;
import io.madang.core.Rate;
import io.madang.core.Retention;
import io.madang.core.Site;
import io.madang.core.Threads;
import io.madang.core.TopicPolicy;
import io.madang.json.Json;
import io.madang.kit.Doors;
import io.madang.kit.LimitsOf;
import io.madang.layer.LocalLayer;
import io.madang.protocol.json.JsonProtocol;
import io.madang.protocol.json.ServerFrames;
import io.madang.security.FrontDoor;
import io.madang.security.Origins;
import io.madang.security.Places;
import io.madang.store.MemoryStore;
import jakarta.json.JsonObject;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The endpoint in a container of the standard API, Tyrus, with a client of Tyrus. */
class EventsEndpointTest {

  private static final int FRAME = 2_000;
  private static final int CONNECTIONS = 60;
  private static final Json JSON = new Json(32);

  private static final Threads THREADS = new Threads(1, 2);
  private static final ExecutorService PATIENT = Executors.newFixedThreadPool(2);
  private static final Places PLACES = new Places(CONNECTIONS, CONNECTIONS);
  private static final Hub HUB = hub();
  private static final ClientManager CLIENTS = ClientManager.createClient();
  private static final int TRIES = 10;
  private static Server server;

  private final List<Client> clients = new ArrayList<>();

  private static Hub hub() {
    Access all = Access.EVERYONE;
    Retention retention = new Retention(1_000, Duration.ofDays(1));
    Policies policies =
        new Policies(
            List.of(
                new Application(
                    new TopicPolicy("room", false, all, all, all, all, true, retention),
                    new Consumer() {})));
    MemoryStore store = new MemoryStore(Clock.systemUTC(), 1_000, 1 << 24);
    LimitsOf limits = new LimitsOf();
    limits.topics = 3;
    return new Hub(
        new HubParts(policies, store, store, new LocalLayer(), Gate.OPEN, limits.build(), THREADS));
  }

  @BeforeAll
  static void start() throws Exception {
    FrontDoor door =
        Doors.forGuests(new Origins(Set.of(new Site("https", "friend.example", 443))), PLACES);
    ServerFrames frames = new ServerFrames(25, new ServerFrames.LimitsPart(FRAME, 3, 20));
    Heartbeats heartbeats =
        new Heartbeats(Duration.ofSeconds(1), Duration.ofMinutes(1), THREADS.clock());
    EventsConfigurator.use(
        new SocketParts(
            HUB,
            door,
            List.of(new JsonProtocol(HUB, door, JSON, frames)),
            heartbeats,
            PATIENT,
            Rate.ANY,
            FRAME));
    server = started(TRIES);
  }

  /** Tyrus looks for a free port before it takes it: somebody else may take it in between. */
  private static Server started(int tries) throws DeploymentException {
    Server fresh = new Server("localhost", 0, "", Map.of(), EventsEndpoint.class);
    try {
      fresh.start();
      return fresh;
    } catch (DeploymentException e) {
      if (tries == 1) {
        throw e;
      }
      return started(tries - 1);
    }
  }

  @AfterAll
  static void stop() {
    CLIENTS.shutdown();
    server.stop();
    EventsConfigurator.use(null);
    HUB.close();
    THREADS.close();
    PATIENT.shutdownNow();
  }

  @AfterEach
  void closeClients() throws Exception {
    for (Client client : clients) {
      if (client.session.isOpen()) {
        client.session.close();
      }
    }
    await().until(() -> PLACES.taken() == 0);
  }

  private interface Words {
    void to(RemoteEndpoint.Basic remote) throws IOException;
  }

  private static final class Client extends Endpoint {
    final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    Session session;

    @SuppressWarnings("NullAway") // the session is there when connecting returns
    Client() {}

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
      session = opened;
      opened.addMessageHandler(String.class, new Whole());
    }

    private final class Whole implements MessageHandler.Partial<String> {
      @Override
      public void onMessage(String part, boolean isLast) {
        text.append(part);
        if (isLast) {
          text.toString().lines().map(JSON::object).forEach(frames::add);
          text.setLength(0);
        }
      }
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
      closed.complete(reason);
    }

    void send(String frame) throws Exception {
      say(remote -> remote.sendText(frame));
    }

    /** What was sent may have closed the session before the client's own code is done with it. */
    void say(Words words) throws IOException {
      try {
        words.to(session.getBasicRemote());
      } catch (RejectedExecutionException closedMeanwhile) {
        // The timer for idle sessions had been shut down; what was said is on its way.
      }
    }

    JsonObject awaitFrame(String type) {
      await().until(() -> !ofType(type).isEmpty());
      return ofType(type).get(0);
    }

    List<JsonObject> ofType(String type) {
      return frames.stream().filter(f -> f.getString("type").equals(type)).toList();
    }

    int closeCode() {
      await().until(closed::isDone);
      return closed.join().getCloseCode().getCode();
    }
  }

  private Client connect(String query) throws Exception {
    return connect(query, Map.of(), List.of());
  }

  private Client connect(String query, Map<String, List<String>> headers, List<String> protocols)
      throws Exception {
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .preferredSubprotocols(protocols)
            .configurator(
                new ClientEndpointConfig.Configurator() {
                  @Override
                  public void beforeRequest(Map<String, List<String>> request) {
                    headers.forEach((name, values) -> request.put(name, new ArrayList<>(values)));
                  }
                })
            .build();
    Client client = new Client();
    URI address = URI.create("ws://localhost:" + server.getPort() + "/events" + query);
    CLIENTS.connectToServer(client, config, address);
    synchronized (clients) {
      clients.add(client);
    }
    return client;
  }

  private static String publish(String topic, String id, String text) {
    return "{\"type\":\"publish\",\"topic\":\"%s\",\"id\":\"%s\",\"body\":{\"text\":\"%s\"}}"
        .formatted(topic, id, text);
  }

  @Test
  void aConversation() throws Exception {
    Client ann = connect("?name=Ann&client=ann-ann-ann-ann-ann&topic=room/talk&presence=true");
    Client bob = connect("?name=%EB%B0%A5&topic=room/talk");
    assertThat(ann.awaitFrame("welcome").getString("name")).isEqualTo("Ann");
    assertThat(bob.awaitFrame("welcome").getString("name")).isEqualTo("밥");
    assertThat(ann.frames.get(0).getString("type")).isEqualTo("welcome");
    bob.awaitFrame("subscribed");
    ann.awaitFrame("subscribed");
    ann.send(publish("room/talk", "m1", "안녕 👋"));
    String cursor = ann.awaitFrame("ack").getString("cursor");
    JsonObject message = bob.awaitFrame("message");
    assertThat(message.getString("cursor")).isEqualTo(cursor);
    assertThat(message.getString("name")).isEqualTo("Ann");
    assertThat(message.getJsonObject("body").getString("text")).isEqualTo("안녕 👋");
    bob.send("{\"type\":\"signal\",\"topic\":\"room/talk\",\"body\":{\"typing\":true}}");
    ann.awaitFrame("signal");
    ann.send("{\"type\":\"ping\"}\n{\"type\":\"nonsense\"}");
    ann.awaitFrame("pong");
    assertThat(ann.awaitFrame("error").getString("code")).isEqualTo("bad_request");
    bob.session.close();
    await().until(() -> ann.ofType("presence").stream().anyMatch(f -> f.containsKey("leave")));
  }

  @Test
  void whoComesBackWithACursorMissesNothing() throws Exception {
    Client ann = connect("?topic=room/again");
    ann.awaitFrame("subscribed");
    for (int i = 1; i <= 5; i++) {
      ann.send(publish("room/again", "m" + i, "x"));
    }
    await().until(() -> ann.ofType("message").size() == 5);
    String third = ann.ofType("message").get(2).getString("cursor");
    Client back = connect("?topic=room/again@" + third);
    await().until(() -> back.ofType("message").size() == 2);
    assertThat(back.awaitFrame("subscribed").getBoolean("recovered")).isTrue();
    assertThat(back.ofType("gap")).isEmpty();
  }

  @Test
  void aFrameMayComeInFragments() throws Exception {
    Client ann = connect("?topic=room/parts");
    ann.awaitFrame("subscribed");
    String frame = publish("room/parts", "m1", "가나다");
    for (int i = 0; i < frame.length(); i++) {
      String part = frame.substring(i, i + 1);
      boolean isLast = i == frame.length() - 1;
      ann.say(remote -> remote.sendText(part, isLast));
    }
    assertThat(ann.awaitFrame("message").getJsonObject("body").getString("text")).isEqualTo("가나다");
  }

  @Test
  void binaryIsNotTaken() throws Exception {
    Client ann = connect("");
    ann.awaitFrame("welcome");
    ann.say(remote -> remote.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    assertThat(ann.closeCode()).isEqualTo(1003);
  }

  @Test
  void aFrameOfTheLimitIsTakenAndALargerOneIsTooBig() throws Exception {
    Client ann = connect("?topic=room/big");
    ann.awaitFrame("subscribed");
    String frame = publish("room/big", "m1", "");
    ann.send(publish("room/big", "m1", "x".repeat(FRAME - frame.length())));
    ann.awaitFrame("ack");
    ann.send(publish("room/big", "m2", "x".repeat(FRAME - frame.length() + 1)));
    assertThat(ann.closeCode()).isEqualTo(1009);
    assertThat(ann.closed.join().getReasonPhrase()).contains("" + FRAME);
  }

  @Test
  void bytesAreCountedAndNotCharacters() throws Exception {
    Client ann = connect("?topic=room/big");
    ann.awaitFrame("subscribed");
    ann.send(publish("room/big", "m3", "가".repeat(FRAME / 3)));
    assertThat(ann.closeCode()).isEqualTo(1009);
  }

  @Test
  void fragmentsWithoutAnEndAreTooBigBeforeTheyEnd() throws Exception {
    Client ann = connect("");
    ann.awaitFrame("welcome");
    String part = "x".repeat(FRAME / 2 + 1);
    ann.say(remote -> remote.sendText(part, false));
    ann.say(remote -> remote.sendText(part, false));
    assertThat(ann.closeCode()).isEqualTo(1009);
  }

  @Test
  void aTopicTooManyIsToldAndTheOthersAreRead() throws Exception {
    Client ann = connect("?topic=room/1&topic=room/2&topic=room/3&topic=room/4&topic=a%20b");
    await().until(() -> ann.ofType("subscribed").size() == 3);
    await().until(() -> ann.ofType("error").size() == 2);
    assertThat(ann.ofType("error")).anyMatch(e -> e.getString("detail").contains("limit is 3"));
  }

  @Test
  void anUnknownSubprotocolIsToldAndRefused() throws Exception {
    Client ann = connect("", Map.of(), List.of("v99.nothing"));
    assertThat(ann.awaitFrame("error").getString("code")).isEqualTo("bad_request");
    assertThat(ann.closeCode()).isEqualTo(1008);
    assertThat(connect("", Map.of(), List.of("v99.nothing", "madang.v1")).session)
        .extracting(Session::getNegotiatedSubprotocol)
        .isEqualTo("madang.v1");
  }

  @Test
  void aPageOfAnotherSiteIsRefused() throws Exception {
    Client evil = connect("", Map.of("Origin", List.of("https://evil.example")), List.of());
    assertThat(evil.awaitFrame("error").getString("code")).isEqualTo("forbidden");
    assertThat(evil.closeCode()).isEqualTo(1008);
    Client friend = connect("", Map.of("Origin", List.of("https://friend.example")), List.of());
    friend.awaitFrame("welcome");
  }

  @Test
  void aBadClientIsRefused() throws Exception {
    Client ann = connect("?client=short");
    assertThat(ann.awaitFrame("error").getString("detail")).startsWith("client:");
    assertThat(ann.closeCode()).isEqualTo(1008);
  }

  @Test
  void whenAllPlacesAreTakenTheNextIsToldToComeBackLater() throws Exception {
    for (int i = 0; i < CONNECTIONS; i++) {
      connect("").awaitFrame("welcome");
    }
    Client late = connect("");
    assertThat(late.awaitFrame("error").getString("code")).isIn("unavailable", "rate_limited");
    assertThat(late.closeCode()).isEqualTo(1013);
  }

  @Test
  void clientsThatComeTogetherAreNotTakenForEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<@Nullable String>> wrong = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS - 10; i++) {
        String secret = "secret-of-client-number-" + i;
        wrong.add(CompletableFuture.supplyAsync(() -> takenForAnother(secret), threads));
      }
      for (var one : wrong) {
        assertThat(one.get()).isNull();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** The user's id when it is not the one of the secret that was sent, else null. */
  private @Nullable String takenForAnother(String secret) {
    try {
      Client byHeader = connect("", Map.of("Madang-Client", List.of(secret)), List.of());
      String user = byHeader.awaitFrame("welcome").getString("user");
      String mine = new Doors().door().identify(Doors.visitor(null, secret)).person().user();
      return user.equals(mine) ? null : user;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
