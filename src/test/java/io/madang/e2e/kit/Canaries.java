package io.madang.e2e.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users whose inboxes hold a canary each. They ask, hang up in the middle, and share connections,
 * as behind a proxy.
 *
 * <p>They come from many network addresses, where the server believes 127.0.0.1 as a proxy.
 */
public final class Canaries {
  private static final int USERS = 40;
  private static final int LANES = 8;
  private static final Pattern CANARY = Pattern.compile("canary-(\\d+)-");

  private record User(int number, String client, String inbox) {}

  private final URI server;
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong seen = new AtomicLong();

  /** Users of this server, a path included. */
  public Canaries(URI server) {
    this.server = server;
  }

  /** So many requests, at random, of users made for it. */
  public void ask(int requests, Random random) {
    List<User> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add(user(i));
    }
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      Random own = new Random(random.nextLong());
      lanes.add(
          CompletableFuture.runAsync(
              () -> ask(users, own, requests / LANES), task -> new Thread(task, "lane").start()));
    }
    lanes.forEach(CompletableFuture::join);
  }

  /** What nobody should have been told. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How many canaries were seen, each by its own user. */
  public long seen() {
    return seen.get();
  }

  private User user(int number) {
    String client = Urls.freshClient();
    try (RawWebSocket socket = RawWebSocket.open(server, "?client=" + client)) {
      String inbox = "inbox/" + socket.next("welcome").getString("user");
      String canary = Frames.message("1", "canary-" + number + "-" + "x".repeat(200 * number));
      int status =
          new Api(server, Urls.freshClient())
              .post(Urls.topic(inbox) + "/messages", canary)
              .status();
      if (status != 201) {
        throw new IllegalStateException("a canary was answered " + status);
      }
      return new User(number, client, inbox);
    }
  }

  private void ask(List<User> users, Random random, int requests) {
    int left = requests;
    while (left > 0) {
      String address = "X-Forwarded-For: 10.8.%d.%d\r\n".formatted(random.nextInt(250), left % 250);
      try (KeptAlive connection = new KeptAlive(server)) {
        boolean goesOn = true;
        while (goesOn && left-- > 0) {
          goesOn = one(connection, address, users, random);
        }
        if (random.nextBoolean()) {
          connection.hangUp();
        }
      } catch (SocketException | EOFException hungUpInTheMiddle) {
        // That is what this is about.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether the connection can be asked again. */
  private boolean one(KeptAlive connection, String address, List<User> users, Random random)
      throws IOException {
    User user = users.get(random.nextInt(USERS));
    switch (random.nextInt(10)) {
      case 0 -> { // hangs up without a look
        say(connection, get(user, "@0.0", address));
        return false;
      }
      case 1 -> { // waits for news, and goes
        say(connection, get(user, "&wait=20", address));
        return false;
      }
      case 2 -> { // reads a part of what comes
        say(connection, get(user, "@0.0", address));
        judge(connection.some(1 + random.nextInt(400)), user);
        return false;
      }
      case 3 -> { // reads the beginning of a stream
        String type = random.nextBoolean() ? "text/event-stream" : "application/x-ndjson";
        say(connection, get(user, "@0.0", address + "Accept: " + type + "\r\n"));
        judge(connection.some(1 + random.nextInt(1_000)), user);
        return false;
      }
      case 4 -> { // goes in the middle of a body
        String post = post(user, address);
        say(connection, post.substring(0, post.length() - 5));
        return false;
      }
      case 5 -> { // two at once, of different users, whose answers come in order
        User other = users.get(random.nextInt(USERS));
        say(connection, get(user, "@0.0", address) + get(other, "@0.0", address));
        return isAnswered(connection, user) && isAnswered(connection, other);
      }
      default -> {
        say(connection, get(user, "@0.0", address));
        return isAnswered(connection, user);
      }
    }
  }

  private String get(User user, String more, String headers) {
    return "GET %s/events?client=%s&topic=%s%s HTTP/1.1\r\nHost: h\r\n%s\r\n"
        .formatted(path(), user.client(), user.inbox(), more, headers);
  }

  private String post(User user, String headers) {
    String body = "{\"body\":{\"text\":\"canary-" + user.number() + "-signal\"}}";
    return "POST %s%s/signals?client=%s HTTP/1.1\r\nHost: h\r\n%s"
            .formatted(path(), Urls.topic(user.inbox()), user.client(), headers)
        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
  }

  private String path() {
    return server.getPath().replaceFirst("/$", "");
  }

  private static void say(KeptAlive connection, String request) throws IOException {
    connection.say(request.getBytes(ISO_8859_1));
  }

  /** Reads one whole answer; whether another can come. */
  private boolean isAnswered(KeptAlive connection, User user) throws IOException {
    KeptAlive.Answer answer = connection.next(false);
    if (answer.status() != 200) {
      wrong.add(user.number() + " was answered " + answer);
    }
    judge(answer.body(), user);
    return !answer.isLast();
  }

  private void judge(String told, User user) {
    Matcher canary = CANARY.matcher(told);
    while (canary.find()) {
      seen.incrementAndGet();
      if (Integer.parseInt(canary.group(1)) != user.number()) {
        wrong.add(user.number() + " was told " + canary.group());
      }
    }
  }
}
