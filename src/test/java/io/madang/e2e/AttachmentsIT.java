package io.madang.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Form;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawUpload;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files go up, and come down as they were, harmless. */
@ExtendWith(SharedServer.class)
class AttachmentsIT {

  /** The default of {@code madang.attachments.max-bytes}. */
  private static final int LIMIT = 10_485_760;

  private final MadangProcess server;
  private final Api guest;
  private final String topic = Urls.freshTopic("chat");

  AttachmentsIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  /** Something that begins as a PNG does. */
  private static byte[] image(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    return bytes;
  }

  private JsonObject attach(byte[] content, String name, String type) {
    Api.Answer answer = guest.upload(topic, new Form().file("file", name, type, content));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(answer.json().getString("url"));
    return answer.json();
  }

  private HttpResponse<byte[]> get(JsonObject attachment, String... headers) {
    return guest.bytes("GET", attachment.getString("url"), headers);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private long used() {
    return guest
        .get("/attachments?topic=" + Urls.encode(topic))
        .json()
        .getJsonNumber("usedBytes")
        .longValue();
  }

  private void assertRefused(Api.Answer answer, int status, String code, String detail) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo(code);
    assertThat(answer.json().getString("detail")).contains(detail);
    assertThat(used()).isZero();
  }

  @Test
  void anImageComesDownAsItWentUpWithItsThumbnail() {
    byte[] content = image(700_001);
    byte[] small = image(3_000);
    Form form =
        new Form()
            .file("file", "그림 1.png", "image/png", content)
            .field("other", "is not looked at")
            .file("thumbnail", "blob", "image/png", small);
    JsonObject attachment = guest.upload(topic, form).json();
    assertThat(attachment.getString("name")).isEqualTo("그림 1.png");
    assertThat(attachment.getString("type")).isEqualTo("image/png");
    assertThat(attachment.getInt("size")).isEqualTo(content.length);
    assertThat(attachment.getString("id")).matches("[A-Za-z0-9_-]{24}");
    HttpResponse<byte[]> file = get(attachment);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).isEqualTo(content);
    assertThat(header(file, "Content-Type")).isEqualTo("image/png");
    assertThat(header(file, "Content-Disposition"))
        .isEqualTo("inline; filename=\"__ 1.png\"; filename*=UTF-8''%EA%B7%B8%EB%A6%BC%201.png");
    assertThat(guest.bytes("GET", attachment.getString("thumbnail")).body()).isEqualTo(small);
    assertThat(used()).isEqualTo(content.length + small.length);
  }

  @Test
  void anotherGuestGetsItByItsAddress() {
    JsonObject attachment = attach(image(100), "a.png", "image/png");
    assertThat(server.guest().bytes("GET", attachment.getString("url")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aFileAsLargeAsTheLimitIsTaken() {
    byte[] content = image(LIMIT);
    assertThat(get(attach(content, "a.png", "image/png")).body()).isEqualTo(content);
  }

  @Test
  void anEmptyFileIsKept() {
    JsonObject attachment = attach(new byte[0], "empty.txt", "text/plain");
    assertThat(get(attachment).body()).isEmpty();
  }

  @Test
  void theLimitsAreSaidBefore() {
    JsonObject limits = guest.get("/attachments?topic=" + Urls.encode(topic)).json();
    assertThat(limits.getInt("maxBytes")).isEqualTo(LIMIT);
    assertThat(limits.getInt("thumbnailBytes")).isEqualTo(65_536);
    assertThat(limits.getInt("quotaBytes")).isEqualTo(104_857_600);
    assertThat(limits.getInt("usedBytes")).isZero();
    assertThat(limits.getInt("freeBytes")).isEqualTo(104_857_600);
    assertThat(limits.getJsonArray("types")).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<script>alert(1)</script>", "MZ"})
  void whatCouldRunIsOnlySaved(String content) {
    HttpResponse<byte[]> file = get(attach(content.getBytes(UTF_8), "a.html", "text/html"));
    assertThat(header(file, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(file, "Content-Disposition")).startsWith("attachment;");
    assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(file.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox");
    assertThat(header(file, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(file, "Cache-Control")).startsWith("private").endsWith("immutable");
  }

  @Test
  void whatIsCalledAnImageAndIsNoneIsRefused() {
    byte[] html = "<script>alert(1)</script>".getBytes(UTF_8);
    assertRefused(
        guest.upload(topic, new Form().file("file", "a.png", "image/png", html)),
        415,
        "bad_request",
        "file: ");
  }

  @Test
  void aThumbnailThatIsNoImageIsRefusedAndTheFileWithIt() {
    Form form =
        new Form()
            .file("file", "a.png", "image/png", image(1_000))
            .file("thumbnail", "t.png", "image/png", "text".getBytes(UTF_8));
    assertRefused(guest.upload(topic, form), 415, "bad_request", "thumbnail: ");
  }

  @Test
  void aThumbnailOverItsLimitIsRefused() {
    Form form =
        new Form()
            .file("thumbnail", "t.png", "image/png", image(65_537))
            .file("file", "a.png", "image/png", image(1_000));
    assertRefused(guest.upload(topic, form), 413, "too_large", "thumbnail: the limit is 65536");
  }

  @Test
  void aFileOverTheLimitByLittleIsRefused() {
    Form form = new Form().file("file", "a.png", "image/png", image(LIMIT + 1));
    assertRefused(guest.upload(topic, form), 413, "too_large", "the limit is " + LIMIT);
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() {
    byte[] body = new byte[LIMIT * 2];
    try (RawUpload upload = RawUpload.begin(server.uri(), topic, guest.client(), body)) {
      assertThat(upload.answer()).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void aRequestWithoutAFileIsRefused() {
    assertRefused(
        guest.upload(topic, new Form().field("other", "x")), 400, "bad_request", "file: ");
    Form twice =
        new Form()
            .file("file", "a", "text/plain", new byte[10])
            .file("file", "b", "text/plain", new byte[10]);
    assertRefused(guest.upload(topic, twice), 400, "bad_request", "file: ");
    assertRefused(
        guest.upload(topic, new Form().file("file", "x".repeat(121), "a/b", new byte[1])),
        400,
        "bad_request",
        "filename: expected 1 to 120");
    assertRefused(
        guest.post("/attachments?topic=" + topic, "{}"), 415, "bad_request", "Content-Type");
  }

  @Test
  void topicsOfOtherNamespacesTakeNone() {
    Form form = new Form().file("file", "a.png", "image/png", image(100));
    Api.Answer answer = guest.upload(Urls.freshTopic("market"), form);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(guest.get("/attachments?topic=market/x").status()).isEqualTo(403);
    assertThat(guest.upload("nowhere/x", form).status()).isEqualTo(404);
    assertThat(
            guest.get(Urls.topic(topic)).json().getJsonObject("policy").getBoolean("attachments"))
        .isTrue();
  }

  @Test
  void pagesOfOtherSitesMayNotAttach() {
    Form form = new Form().file("file", "a.png", "image/png", image(100));
    assertRefused(
        guest.upload(topic, form, "Origin", "https://elsewhere.example"),
        403,
        "forbidden",
        "Origin");
    assertRefused(
        guest.upload(topic, form, "Sec-Fetch-Site", "cross-site"),
        403,
        "forbidden",
        "Sec-Fetch-Site");
    String own = "http://" + server.uri().getAuthority();
    assertThat(guest.upload(topic, form, "Origin", own).status()).isEqualTo(201);
  }

  @Test
  void partsOfAFileMayBeAskedFor() {
    byte[] content = image(400_000);
    JsonObject attachment = attach(content, "a.png", "image/png");
    HttpResponse<byte[]> part = get(attachment, "Range", "bytes=131000-300000");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 131000-300000/400000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 131_000, 300_001));
    assertThat(get(attachment, "Range", "bytes=-1").body())
        .isEqualTo(Arrays.copyOfRange(content, 399_999, 400_000));
    HttpResponse<byte[]> none = get(attachment, "Range", "bytes=400000-");
    assertThat(none.statusCode()).isEqualTo(416);
    assertThat(header(none, "Content-Range")).isEqualTo("bytes */400000");
    assertThat(get(attachment, "Range", "bytes=0-1", "If-Range", "\"another\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    JsonObject attachment = attach(image(1_000), "a.png", "image/png");
    String tag = header(get(attachment), "ETag");
    HttpResponse<byte[]> again = get(attachment, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get(attachment, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
  }

  @Test
  void headSaysWhatGetWouldGive() {
    JsonObject attachment = attach(image(1_000), "a.png", "image/png");
    HttpResponse<byte[]> head = guest.bytes("HEAD", attachment.getString("url"));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo("1000");
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/attachments/AAAAAAAAAAAAAAAAAAAAAAAA/a.png", "/attachments/x"})
  void whatIsNotThereIsAProblem(String path) {
    Api.Answer answer = guest.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("code")).isEqualTo("not_found");
  }

  @Test
  void aFileWithoutAThumbnailHasNone() {
    String url = attach(image(100), "a.png", "image/png").getString("url");
    String thumbnail = url.substring(0, url.lastIndexOf('/')) + "/thumbnail";
    assertThat(guest.bytes("GET", thumbnail).statusCode()).isEqualTo(404);
  }

  @Test
  void whoAttachedItMayDeleteItAndNobodyElse() {
    JsonObject attachment = attach(image(1_000), "a.png", "image/png");
    String url = attachment.getString("url");
    assertThat(server.guest().send("DELETE", url, "").status()).isEqualTo(403);
    assertThat(guest.send("DELETE", url, "", "Origin", "https://elsewhere.example").status())
        .isEqualTo(403);
    assertThat(get(attachment).statusCode()).isEqualTo(200);
    assertThat(guest.send("DELETE", url, "").status()).isEqualTo(204);
    assertThat(get(attachment).statusCode()).isEqualTo(404);
    assertThat(used()).isZero();
  }

  @Test
  void anUploadThatIsCutLeavesNothing() {
    byte[] body = new Form().file("file", "a.png", "image/png", image(1_000_000)).body();
    try (RawUpload upload = RawUpload.begin(server.uri(), topic, guest.client(), body)) {
      upload.send(600_000);
      await().untilAsserted(() -> assertThat(used()).isPositive());
    }
    await().untilAsserted(() -> assertThat(used()).isZero());
  }

  @Test
  void aMethodThatThereIsNotIsAProblem() {
    assertThat(guest.put("/attachments?topic=" + topic, "{}").header("Allow"))
        .isEqualTo("GET, POST");
    assertThat(guest.put("/attachments/a/b", "{}").header("Allow")).isEqualTo("GET, HEAD, DELETE");
  }
}
