package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Certificates;
import io.madang.e2e.kit.EventStream;
import io.madang.e2e.kit.Login;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar madang.war} with TLS. */
@Timeout(120)
class TlsIT {
  @TempDir static Path folder;
  private static Path certificate;
  private static Path key;
  private static MadangProcess server;

  @BeforeAll
  static void start() {
    certificate = folder.resolve("certificate.pem");
    key = folder.resolve("key.pem");
    Certificates.pem(certificate, key, "first");
    server = MadangProcess.startTls(certificate, key);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyTransportSpeaksTlsAndTheSessionsCookieIsForTlsOnly() {
    String topic = Urls.freshTopic("chat");
    assertThat(server.output()).contains("Madang is listening on https://");
    assertThat(server.guest().publish(topic, "1", "one").offset()).isEqualTo(1);
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "?last=1&topic=" + topic);
        EventStream stream = EventStream.sse(server.uri(), "?last=1&topic=" + topic)) {
      assertThat(socket.next("message").toString()).contains("one");
      assertThat(stream.next("message").frame().toString()).contains("one");
    }
    String users = server.data().resolve("users").toString();
    MadangProcess.runWith("a password", "user", "--file", users, "create", "kim");
    Api.Answer answer = Login.tried(server.guest(), "kim", "a password");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("; Secure", "; HttpOnly"));
  }

  @Test
  void nothingOlderThanTls12IsSpoken() {
    assertThat(Certificates.isSpoken(server.uri(), 3)).isTrue();
    assertThat(Certificates.isSpoken(server.uri(), 2)).isFalse();
  }

  @Test
  void anotherCertificateIsTakenAndWhoIsConnectedStays() throws IOException {
    URI uri = server.uri();
    try (RawWebSocket stays = RawWebSocket.open(uri, "?topic=" + Urls.freshTopic("chat"))) {
      stays.next("subscribed");
      Path otherCertificate = folder.resolve("other.pem");
      Path otherKey = folder.resolve("other-key.pem");
      Certificates.pem(otherCertificate, otherKey, "second");
      String before = Certificates.shown(uri);
      Files.copy(otherCertificate, certificate, StandardCopyOption.REPLACE_EXISTING);
      await().until(() -> server.output().contains("the key is not that of the certificate"));
      assertThat(Certificates.shown(uri)).isEqualTo(before);
      Files.copy(otherKey, key, StandardCopyOption.REPLACE_EXISTING);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Certificates.shown(uri).equals("CN=second"));
      stays.send("{\"type\":\"ping\"}");
      stays.next("pong");
    }
  }

  @Test
  void aKeyThatDoesNotFitKeepsItFromStarting() {
    Path other = folder.resolve("strange.pem");
    Path otherKey = folder.resolve("strange-key.pem");
    Certificates.pem(other, otherKey, "strange");
    for (String[] options :
        new String[][] {
          {"--tls-certificate", other.toString(), "--tls-key", key.toString()},
          {"--tls-certificate", other.toString()},
          {"--tls-certificate", folder.resolve("none").toString(), "--tls-key", otherKey.toString()}
        }) {
      MadangProcess.Ended ended =
          MadangProcess.run(
              Stream.concat(
                      Stream.of("--port", "0", "--data", folder + "/data"), Stream.of(options))
                  .toArray(String[]::new));
      assertThat(ended.status()).as(ended.output()).isIn(1, 2);
      assertThat(ended.output()).startsWith("madang: --tls-");
      assertThat(ended.output().lines()).hasSize(1);
    }
  }
}
