package io.madang.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Form;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Jdk;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawHttp;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that clients say stands in the log, at any level: every field of every kind of request
 * holds a word to look for, and what could end a line or command a terminal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsIT {

  private static final String WORD = "canary";
  private static final String HOSTILE = WORD + "\r\nFORGED 2026 INFO\u001b[31m\u202e" + WORD;

  private final MadangProcess server;

  LogsIT(@TempDir Path folder) throws IOException {
    Path levels = folder.resolve("logging.properties");
    Files.writeString(
        levels,
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=ALL
        .level=ALL
        """);
    Path java = folder.resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\nexec '%s' -Djava.util.logging.config.file='%s' \"$@\"\n"
            .formatted(Jdk.java(), levels));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    server = MadangProcess.startWith(java);
  }

  @AfterAll
  void end() {
    server.close();
  }

  private void ask(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Cookie: madang.pass=%s; JSESSIONID=%s; madang.name=%s".formatted(WORD, WORD, WORD));
    all.add("User-Agent: " + WORD);
    all.add("Referer: http://" + WORD);
    RawHttp.ask(server.uri(), method, path, all, body);
  }

  @Test
  void nothingThatClientsSayStandsInTheLog() {
    String client = WORD + "-" + Urls.freshClient();
    String said = Urls.encode(HOSTILE);
    String query = "?client=" + client + "&name=" + said + "&ticket=" + said + "&x=" + said;
    String good = "?client=" + client + "&name=" + WORD;
    String json = "Content-Type: application/json";
    String topic = "/topics/chat/" + WORD;
    for (String as : List.of(query, good)) {
      ask("GET", "/events" + as + "&topic=" + said, "");
      ask("GET", "/events" + as + "&topic=chat/" + WORD + "&last=" + said, "");
      ask("GET", "/events" + as + "&topic=chat/" + WORD + "@" + said, "", "Last-Event-ID: canary");
      ask("POST", topic + "/messages" + as, Frames.message(WORD, HOSTILE), json);
      ask("POST", topic + "/messages" + as, Frames.message(HOSTILE, HOSTILE), json);
      ask("POST", topic + "/messages" + as, "{\"" + WORD + "\":" + WORD, json);
      ask("POST", topic + "/messages" + as, HOSTILE, json);
      ask("POST", topic + "/signals" + as, "{\"body\":{\"a\":\"canary\"}}", json);
      ask("PUT", topic + "/state/" + said + as, "\"canary\"", json);
      ask("PUT", topic + "/access" + as, "{\"members\":[\"canary\",7]}", json);
      ask("POST", "/tickets" + as, WORD, json);
      ask("GET", topic + "/messages" + as + "&before=" + said + "&limit=" + said, "");
      ask(
          "POST",
          "/attachments" + as + "&topic=chat/" + WORD,
          file(),
          "Content-Type: " + Form.contentType());
      ask("GET", "/attachments/" + said + "/" + said + as, "");
      for (String multipart : List.of("canary", "--" + HOSTILE + "\r\n" + HOSTILE + ": \r\n\r\n")) {
        ask(
            "POST",
            "/attachments" + as + "&topic=chat/" + WORD,
            multipart,
            "Content-Type: multipart/form-data; boundary=" + WORD);
      }
      ask("POST", "/chat/" + WORD + as, "id=canary&name=" + said + "&text=" + said, form());
      ask("GET", "/chat/" + said + as, "");
      ask("GET", "/market" + as + "&symbol=" + said + "&chart=" + said, "");
      ask("POST", "/preferences" + as, "to=" + said + "&theme=" + said, form());
      ask("POST", "/lab" + as, "rate=" + said, form());
    }
    for (String proof : List.of("Bearer canary", "Bearer a.canary.c", "Basic canary", "canary")) {
      ask(
          "POST",
          topic + "/messages" + good,
          Frames.message("1", "x"),
          json,
          "Authorization: " + proof);
      ask("GET", "/events?topic=chat/a", "", "Authorization: " + proof);
    }
    ask("GET", "/events?topic=chat/a", "", "Origin: http://canary", "Sec-Fetch-Site: canary");
    ask("CANARY", "/canary", WORD, "Content-Encoding: canary", "X-Canary: canary");
    RawWebSocket.handshake(server.uri(), "/events" + query).close();
    socket(good);
    assertThat(server.guest().get("/health/ready").status()).isEqualTo(200);
    String log = server.wholeOutput();
    assertThat(log.lines().filter(line -> line.contains(WORD) || line.contains("FORGED")))
        .isEmpty();
    assertThat(log).doesNotContain("\u001b", "\u202e");
    assertThat(log).as("the level").contains("FINEST");
  }

  private static String form() {
    return "Content-Type: application/x-www-form-urlencoded";
  }

  private static String file() {
    return new String(new Form().file("file", HOSTILE, WORD, WORD.getBytes(UTF_8)).body(), UTF_8);
  }

  private void socket(String query) {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), query)) {
      String topic = "chat/" + WORD;
      socket.send(Frames.subscribe(topic)).send(Frames.publish(topic, HOSTILE, HOSTILE));
      socket.send(Frames.publish(topic, WORD, HOSTILE)).send("{\"type\":\"" + WORD + "\"}");
      socket.send("{\"type\":\"auth\",\"token\":\"canary.canary.canary\"}").send(HOSTILE);
      socket.send("{\"canary\":1,\"canary\":1}").send(Frames.ping()).next("pong");
      socket.frame(true, RawWebSocket.TEXT, ("\u00ff" + WORD).getBytes(ISO_8859_1));
      assertThat(socket.nextClose().code()).isEqualTo(1007);
    }
  }
}
