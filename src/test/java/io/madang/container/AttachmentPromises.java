package io.madang.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Form;
import io.madang.e2e.kit.RawUpload;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that go up and come down. */
interface AttachmentPromises extends Promises {

  private static byte[] jpeg(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    bytes[1] = (byte) 0xd8;
    bytes[2] = (byte) 0xff;
    return bytes;
  }

  private static long used(Api guest, String topic) {
    return guest
        .get("/attachments?topic=" + Urls.encode(topic))
        .json()
        .getJsonNumber("usedBytes")
        .longValue();
  }

  @Test
  default void aFileComesDownAsItWentUpWholeOrInPart() {
    byte[] content = jpeg(3_000_001);
    byte[] small = jpeg(5_000);
    Form form =
        new Form()
            .file("file", "100% 그림;1.jpg", "image/jpeg", content)
            .file("thumbnail", "t", "image/jpeg", small);
    Api guest = guest();
    Api.Answer answer = guest.upload(Urls.freshTopic("chat/마당"), form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    JsonObject attachment = answer.json();
    assertThat(attachment.getString("name")).isEqualTo("100% 그림;1.jpg");
    HttpResponse<byte[]> file = guest.bytes("GET", attachment.getString("url"));
    assertThat(file.body()).isEqualTo(content);
    assertThat(file.headers().allValues("Content-Type")).containsExactly("image/jpeg");
    assertThat(file.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox");
    HttpResponse<byte[]> part =
        guest.bytes("GET", attachment.getString("url"), "Range", "bytes=100-200000");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 100, 200_001));
    assertThat(guest.bytes("GET", attachment.getString("thumbnail")).body()).isEqualTo(small);
    HttpResponse<byte[]> head = guest.bytes("HEAD", attachment.getString("url"));
    assertThat(head.headers().firstValue("Content-Length")).contains("3000001");
  }

  @Test
  default void aFileThatIsRefusedIsAProblem() {
    String topic = Urls.freshTopic("chat");
    Api guest = guest();
    byte[] html = "<script>".getBytes(UTF_8);
    assertThat(guest.upload(topic, new Form().file("file", "a", "image/png", html)).status())
        .isEqualTo(415);
    Form large = new Form().file("file", "a", "image/jpeg", jpeg(10_485_761));
    Api.Answer refused = guest.upload(topic, large);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().getString("detail")).contains("10485760");
    assertThat(used(guest, topic)).isZero();
  }

  @Test
  default void anUploadThatIsCutLeavesNothing() {
    String topic = Urls.freshTopic("chat");
    Api guest = guest();
    byte[] body = new Form().file("file", "a", "image/jpeg", jpeg(1_000_000)).body();
    try (RawUpload upload = RawUpload.begin(base(), topic, guest.client(), body)) {
      upload.send(600_000);
      await().untilAsserted(() -> assertThat(used(guest, topic)).isPositive());
    }
    await().untilAsserted(() -> assertThat(used(guest, topic)).isZero());
  }
}
