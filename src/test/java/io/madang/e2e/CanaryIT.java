package io.madang.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Seed;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Private data never crosses: users whose inboxes hold a canary ask, hang up in the middle, and
 * share connections, as behind a proxy; no answer has somebody else's canary.
 *
 * <p>{@code madang.canary.requests} says how many requests.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CanaryIT {
  private static final int REQUESTS = Integer.getInteger("madang.canary.requests", 10_000);
  private static final int USERS = 40;
  private static final int LANES = 8;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final Pattern CANARY = Pattern.compile("canary-(\\d+)-");

  private record User(int number, String client, String inbox) {}

  private final MadangProcess server =
      MadangProcess.start(
          "madang.limits.requests-per-second=1000000",
          "madang.limits.connects-per-second=1000000",
          "madang.limits.connect-burst=1000000",
          "madang.limits.connections-per-address=10000",
          "madang.limits.publishes-per-second=1000000",
          "madang.limits.publish-burst=1000000");
  private final Queue<String> crossed = new ConcurrentLinkedQueue<>();
  private final AtomicLong seen = new AtomicLong();

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void noAnswerReachesAnother() {
    Seed seed = Seed.of(CanaryIT.class);
    Random random = seed.random();
    List<User> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add(user(i));
    }
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      Random own = new Random(random.nextLong());
      lanes.add(
          CompletableFuture.runAsync(
              () -> ask(users, own, REQUESTS / LANES), task -> new Thread(task, "lane").start()));
    }
    lanes.forEach(CompletableFuture::join);
    System.out.printf("CanaryIT: %d requests, %d canaries seen%n", REQUESTS, seen.get());
    assertThat(crossed).as(seed.toString()).isEmpty();
    assertThat(seen.get()).as("canaries were seen at all").isGreaterThan(REQUESTS / 4);
  }

  private User user(int number) {
    String client = Urls.freshClient();
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "?client=" + client)) {
      String inbox = "inbox/" + socket.next("welcome").getString("user");
      String canary = Frames.message("1", "canary-" + number + "-" + "x".repeat(200 * number));
      assertThat(server.guest().post(Urls.topic(inbox) + "/messages", canary).status())
          .isEqualTo(201);
      return new User(number, client, inbox);
    }
  }

  private void ask(List<User> users, Random random, int requests) {
    int left = requests;
    while (left > 0) {
      try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        boolean goesOn = true;
        while (goesOn && left-- > 0) {
          goesOn = one(socket, users.get(random.nextInt(USERS)), users, random);
        }
        socket.setSoLinger(random.nextBoolean(), 0);
      } catch (SocketException hungUpInTheMiddle) {
        // That is what this is about.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether the connection can be asked again. */
  private boolean one(Socket socket, User user, List<User> users, Random random)
      throws IOException {
    switch (random.nextInt(10)) {
      case 0 -> { // hangs up without a look
        say(socket, get(user, "", ""));
        return false;
      }
      case 1 -> { // waits for news, and goes
        say(socket, get(user, "&wait=20", "").replace("@0.0", ""));
        return false;
      }
      case 2 -> { // reads a part of what comes
        say(socket, get(user, "", ""));
        judge(some(socket.getInputStream(), 1 + random.nextInt(400)), user);
        return false;
      }
      case 3 -> { // reads the beginning of a stream
        boolean isEvents = random.nextBoolean();
        String accept = isEvents ? "text/event-stream" : "application/x-ndjson";
        say(socket, get(user, "", "Accept: " + accept + "\r\n"));
        judge(some(socket.getInputStream(), 1 + random.nextInt(1_000)), user);
        return false;
      }
      case 4 -> { // goes in the middle of a body
        say(socket, post(user).substring(0, post(user).length() - 5));
        return false;
      }
      case 5 -> { // two at once, of different users, whose answers come in order
        User other = users.get(random.nextInt(USERS));
        say(socket, get(user, "", "") + get(other, "", ""));
        judge(answer(socket.getInputStream()), user);
        judge(answer(socket.getInputStream()), other);
        return true;
      }
      default -> {
        say(socket, get(user, "", ""));
        judge(answer(socket.getInputStream()), user);
        return true;
      }
    }
  }

  private static String get(User user, String more, String headers) {
    return "GET /events?topic=%s@0.0&client=%s%s HTTP/1.1\r\nHost: h\r\n%s\r\n"
        .formatted(user.inbox(), user.client(), more, headers);
  }

  private static String post(User user) {
    String body = "{\"body\":{\"text\":\"canary-" + user.number() + "-signal\"}}";
    return "POST %s/signals?client=%s HTTP/1.1\r\nHost: h\r\n"
            .formatted(Urls.topic(user.inbox()), user.client())
        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
  }

  private static void say(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
  }

  /** What has come, but not more than so many bytes. */
  private static String some(InputStream in, int most) throws IOException {
    byte[] bytes = new byte[most];
    return new String(bytes, 0, Math.max(0, in.read(bytes)), ISO_8859_1);
  }

  private static String read(InputStream in, int bytes) throws IOException {
    return new String(in.readNBytes(bytes), ISO_8859_1);
  }

  /** One whole answer, whose length its head tells. */
  private static String answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new SocketException("hung up");
      }
      head.append((char) next);
    }
    Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
    if (!length.find()) {
      throw new IOException("an answer without a length: " + head);
    }
    return head + read(in, Integer.parseInt(length.group(1)));
  }

  private void judge(String told, User user) {
    Matcher canary = CANARY.matcher(told);
    while (canary.find()) {
      seen.incrementAndGet();
      if (Integer.parseInt(canary.group(1)) != user.number()) {
        crossed.add(user.number() + " was told " + canary.group());
      }
    }
  }
}
