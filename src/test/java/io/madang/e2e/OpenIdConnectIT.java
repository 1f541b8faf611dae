package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Certificates;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.FrontServer;
import io.madang.e2e.kit.Issuer;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code oidc.conf} and {@code oidc-httpd.conf}, run as they are, in front of a server. */
@Timeout(120)
class OpenIdConnectIT {

  /** A new token is fetched a minute before the end: so ten seconds after the first. */
  private static final Duration LIFE = Duration.ofSeconds(70);

  private static final String[] PAGE = {
    "Accept", "text/html", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"
  };
  private static final String[] SCRIPT = {
    "Accept", "application/json", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"
  };

  @TempDir static Path folder;
  private static Issuer issuer;
  private static MadangProcess server;
  private static FrontServer httpd;
  private static FrontServer nginx;
  private static URI front;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(Certificates.trusting())
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .cookieHandler(cookies)
          .build();

  @BeforeAll
  static void start() {
    assumeThat(FrontServer.Kind.NGINX.program()).as("needs nginx").isPresent();
    assumeThat(FrontServer.Kind.HTTPD.program()).as("needs apache2").isPresent();
    assumeThat(Path.of("/usr/lib/apache2/modules/mod_auth_openidc.so"))
        .as("needs libapache2-mod-auth-openidc")
        .exists();
    issuer = new Issuer("kim", LIFE);
    server =
        MadangProcess.start(
            "madang.publish-key=" + SharedServer.PUBLISH_KEY,
            "madang.proxies=127.0.0.1",
            "madang.jwt.algorithms=RS256",
            "madang.jwt.issuer=" + issuer.uri(),
            "madang.jwt.audience=madang",
            "madang.jwt.keys-url=" + issuer.uri() + "/keys");
    int port = FrontServer.freePort();
    front = URI.create("https://127.0.0.1:" + port);
    int httpdPort = FrontServer.freePort();
    httpd = startHttpd(httpdPort);
    nginx = startNginx(port, httpdPort);
  }

  private static FrontServer startHttpd(int port) {
    return FrontServer.start(
        FrontServer.Kind.HTTPD,
        "oidc-httpd.conf",
        port,
        Map.of(
            "Listen 127.0.0.1:4180", "Listen 127.0.0.1:" + port,
            "https://madang.example", front.toString(),
            "^https://madang\\.example/", "^" + front + "/",
            "https://login.example", issuer.uri(),
            "/run/madang-oidc.pid", folder.resolve("httpd.pid").toString(),
            "/var/log/apache2/madang-oidc.log", folder.resolve("httpd.log").toString()),
        "OIDC_CLIENT_SECRET",
        Issuer.CLIENT_SECRET,
        "OIDC_CRYPTO_PASSPHRASE",
        "a long text of these tests");
  }

  private static FrontServer startNginx(int port, int httpdPort) {
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    Certificates.pem(certificate, key, "madang");
    return FrontServer.start(
        FrontServer.Kind.NGINX,
        "oidc.conf",
        port,
        Map.of(
            "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl",
            "listen 80;", "listen 127.0.0.1:" + FrontServer.freePort() + ";",
            "https://madang.example", front.toString(),
            "127.0.0.1:4180", "127.0.0.1:" + httpdPort,
            "127.0.0.1:8081", server.uri().getAuthority(),
            "127.0.0.1:8082", server.uri().getAuthority(),
            "/etc/madang/tls/fullchain.pem", certificate.toString(),
            "/etc/madang/tls/privkey.pem", key.toString()));
  }

  @AfterAll
  static void stop() {
    Stream.of(nginx, httpd, issuer, server)
        .filter(one -> one != null)
        .forEach(OpenIdConnectIT::close);
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(front.resolve(path)).headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String cookies() {
    return cookies.getCookieStore().get(front).stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private String cookie() {
    return "Cookie: " + cookies();
  }

  private String origin() {
    return "Origin: " + front;
  }

  /** Signs in, at which nobody has to be asked. */
  @BeforeEach
  void signIn() {
    HttpResponse<String> page = get("/chat/lobby", PAGE);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.uri()).isEqualTo(front.resolve("/chat/lobby"));
    assertThat(page.body()).contains("Madang");
  }

  @Test
  void whoHasSignedInIsThatUserOnEveryTransport() {
    String topic = Urls.freshTopic("chat");
    HttpResponse<String> published =
        send(
            HttpRequest.newBuilder(front.resolve(Urls.topic(topic) + "/messages"))
                .headers(SCRIPT)
                .header("Origin", front.toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Frames.message("1", "hello"))));
    assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    String query = "?last=1&topic=" + topic;
    assertThat(get("/events" + query, SCRIPT).body()).contains("\"user\":\"kim\"");
    try (RawWebSocket socket = RawWebSocket.open(front, query, cookie(), origin())) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo("kim");
      assertThat(socket.next("message").getString("user")).isEqualTo("kim");
    }
  }

  @Test
  void withoutASessionNothingIsAnsweredAndNoTokenOfOnesOwnGoesThrough() {
    cookies.getCookieStore().removeAll();
    String forged = "Bearer " + SharedServer.PUBLISH_KEY;
    assertThat(get("/events?topic=chat/lobby", SCRIPT).statusCode()).isEqualTo(401);
    assertThat(
            send(HttpRequest.newBuilder(front.resolve("/events?topic=chat/lobby"))
                    .headers(SCRIPT)
                    .header("Authorization", forged))
                .statusCode())
        .isEqualTo(401);
    try (RawWebSocket socket =
        RawWebSocket.handshake(front, "/events", origin(), "Sec-Fetch-Mode: websocket")) {
      assertThat(socket.status()).isEqualTo(401);
    }
  }

  @Test
  void aTokenOfOnesOwnIsPutAside() {
    String forged = "Authorization: Bearer " + SharedServer.PUBLISH_KEY;
    try (RawWebSocket socket = RawWebSocket.open(front, "", cookie(), origin(), forged)) {
      assertThat(socket.next("welcome").getString("user")).isEqualTo("kim");
    }
  }

  @Test
  void otherSitesSpeakAsNobody() {
    assertThat(get("/events?topic=chat/lobby", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    try (RawWebSocket socket =
        RawWebSocket.handshake(front, "/events", cookie(), "Origin: https://evil.example")) {
      assertThat(socket.status()).isEqualTo(403);
    }
  }

  @Test
  void aNewTokenIsFetchedBeforeTheOldOneEnds() {
    String path = "/events?topic=chat/lobby";
    assertThat(get(path, SCRIPT).statusCode()).isEqualTo(200);
    Api.Answer revoked =
        server
            .guest()
            .post(
                "/topics/madang.access/log/messages",
                "{\"id\":\"r\",\"body\":{\"do\":\"revoke\",\"mark\":\"token:"
                    + issuer.lastId()
                    + "\"}}",
                "Authorization",
                "Bearer " + SharedServer.PUBLISH_KEY);
    assertThat(revoked.status()).as(revoked.body()).isEqualTo(201);
    await().until(() -> get(path, SCRIPT).statusCode() == 401);
    await().atMost(Duration.ofSeconds(30)).until(() -> get(path, SCRIPT).statusCode() == 200);
  }

  @Test
  void whoHasSignedOutIsNobody() {
    String path = "/events?topic=chat/lobby";
    String[] withSession = {"Cookie", cookies()};
    Api asBefore = new Api(front, Urls.freshClient());
    assertThat(asBefore.get(path, withSession).status()).isEqualTo(200);
    Api.Answer out = asBefore.get(leave(front + "/"), withSession);
    assertThat(out.header("Location")).isEqualTo(front + "/");
    assertThat(asBefore.get(path, withSession).status()).isEqualTo(401);
  }

  @Test
  void signingOutLeadsToNoOtherSite() {
    Api.Answer out =
        new Api(front, Urls.freshClient()).get(leave("https://evil.example/"), "Cookie", cookies());
    assertThat(out.header("Location")).doesNotContain("evil");
    assertThat(out.body()).doesNotContain("href");
  }

  private static String leave(String to) {
    return "/oauth2/callback?logout=" + Urls.encode(to);
  }
}
