package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Form;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawUpload;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What attachments may take, and what becomes of those that nobody finished. */
class AttachmentBoundsIT {

  private static final MadangProcess SERVER =
      MadangProcess.start(
          "madang.attachments.user-bytes=2500000",
          "madang.attachments.uploads-per-minute=5",
          "madang.attachments.uploads-per-address=2",
          "madang.attachments.downloads-per-address=3",
          "madang.attachments.upload-time=2s",
          "madang.retention.every=200ms");

  private final String topic = Urls.freshTopic("chat");
  private final Api guest = SERVER.guest();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Form file(int bytes) {
    return new Form().file("file", "a.bin", "application/octet-stream", new byte[bytes]);
  }

  private long used() {
    return guest
        .get("/attachments?topic=" + Urls.encode(topic))
        .json()
        .getJsonNumber("usedBytes")
        .longValue();
  }

  private RawUpload beginUpload() {
    byte[] body = file(1_000_000).body();
    return RawUpload.begin(SERVER.uri(), topic, guest.client(), body);
  }

  @Test
  void overTheQuotaOfAUserAFileIsRefused() {
    assertThat(guest.upload(topic, file(1_500_000)).status()).isEqualTo(201);
    Api.Answer refused = guest.upload(topic, file(1_200_000));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().getString("code")).isEqualTo("too_large");
    assertThat(refused.json().getString("detail")).contains("2500000");
    assertThat(guest.upload(topic, file(900_000)).status()).isEqualTo(201);
    assertThat(SERVER.guest().upload(topic, file(1_200_000)).status()).isEqualTo(201);
  }

  @Test
  void soManyUploadsAMinuteAreTaken() {
    for (int i = 0; i < 5; i++) {
      assertThat(guest.upload(topic, file(10)).status()).isEqualTo(201);
    }
    Api.Answer refused = guest.upload(topic, file(10));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 13);
  }

  @Test
  void soManyUploadsAtOnceComeFromOneAddress() {
    List<RawUpload> open = new ArrayList<>();
    byte[] body = file(1_000_000).body();
    try {
      await()
          .untilAsserted(
              () -> {
                String client = Urls.freshClient();
                open.add(RawUpload.begin(SERVER.uri(), topic, client, body).send(1_000));
                Api.Answer refused = SERVER.guest().upload(topic, file(10));
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.json().getString("detail")).contains("2 uploads per address");
              });
      assertThat(open).hasSizeGreaterThanOrEqualTo(2);
    } finally {
      open.forEach(RawUpload::close);
    }
    await()
        .untilAsserted(
            () -> assertThat(SERVER.guest().upload(topic, file(10)).status()).isEqualTo(201));
  }

  @Test
  void anUploadThatTakesTooLongLeavesNothing() throws Exception {
    byte[] body = file(1_000_000).body();
    try (RawUpload upload = RawUpload.begin(SERVER.uri(), topic, guest.client(), body)) {
      await().untilAsserted(() -> assertThat(used()).isPositive());
      await()
          .untilAsserted(
              () -> {
                upload.send(1);
                assertThat(used()).isZero();
              });
    }
  }

  @Test
  void halfAnUploadIsGoneSomeTimeAfterACrash() {
    Api.Answer kept = guest.upload(topic, file(100_000));
    try (RawUpload upload = beginUpload()) {
      upload.send(600_000);
      await().untilAsserted(() -> assertThat(used()).isGreaterThan(1_000_000));
      SERVER.kill();
    }
    SERVER.restart();
    await().untilAsserted(() -> assertThat(used()).isEqualTo(100_000));
    assertThat(guest.bytes("GET", kept.json().getString("url")).body()).hasSize(100_000);
  }

  @Test
  void whoReadsNothingTakesAPlaceAndNoThread() throws IOException {
    String url = guest.upload(topic, file(2_000_000)).json().getString("url");
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket(SERVER.uri().getHost(), SERVER.uri().getPort());
        slow.add(socket);
        OutputStream out = socket.getOutputStream();
        out.write(
            ("GET " + url + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        socket.getInputStream().readNBytes(12);
      }
      assertThat(guest.bytes("GET", url).statusCode()).isEqualTo(429);
      assertThat(guest.get("/health/ready").status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    await().untilAsserted(() -> assertThat(guest.bytes("GET", url).body()).hasSize(2_000_000));
  }
}
