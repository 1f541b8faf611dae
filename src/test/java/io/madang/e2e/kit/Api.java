package io.madang.e2e.kit;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One guest who speaks plain HTTP.
 *
 * <p>Threads: immutable; any thread.
 */
public final class Api {
  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .sslContext(Certificates.trusting())
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final URI base;
  private final String client;

  /** A guest whose secret is {@code client}. */
  public Api(URI base, String client) {
    this.base = base;
    this.client = client;
  }

  /** The secret of this guest. */
  public String client() {
    return client;
  }

  /** Asks for a path; headers as name, value, name, value. */
  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** The same, not waited for. */
  public CompletableFuture<Answer> getLater(String path, String... headers) {
    return sendLater(request(path, headers).GET());
  }

  /** Posts JSON. */
  public Answer post(String path, String json, String... headers) {
    return send(json(path, headers).POST(BodyPublishers.ofString(json)));
  }

  /** Posts JSON, not waited for. */
  public CompletableFuture<Answer> postLater(String path, String json, String... headers) {
    return sendLater(json(path, headers).POST(BodyPublishers.ofString(json)));
  }

  /** Puts JSON. */
  public Answer put(String path, String json, String... headers) {
    return send(json(path, headers).PUT(BodyPublishers.ofString(json)));
  }

  /** Any method, with a body and exactly these headers. */
  public Answer send(String method, String path, String body, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
  }

  /** Attaches files to a topic. */
  public Answer upload(String topic, Form form, String... headers) {
    return send(
        request("/attachments?topic=" + Urls.encode(topic), headers)
            .header("Content-Type", Form.contentType())
            .POST(BodyPublishers.ofByteArray(form.body())));
  }

  /** Asks for an address that the server told, as bytes. */
  public HttpResponse<byte[]> bytes(String method, String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(url)).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return call(request.method(method, BodyPublishers.noBody()), BodyHandlers.ofByteArray());
  }

  /** Publishes a chat message and hands back its cursor. */
  public Cursor publish(String topic, String id, String text) {
    Answer answer = post(Urls.topic(topic) + "/messages", Frames.message(id, text));
    if (answer.status() != 201) {
      throw new AssertionError("publish was answered " + answer);
    }
    return Cursor.of(answer.json());
  }

  /** The whole answer to one poll; {@code rest} is what follows the topic in the query. */
  public Answer poll(String topicAndCursor, String rest) {
    return get("/events?topic=" + Urls.encode(topicAndCursor) + rest);
  }

  private HttpRequest.Builder json(String path, String... headers) {
    return request(path, headers).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path, String... headers) {
    String joint = path.indexOf('?') < 0 ? "?" : "&";
    String as = client.isEmpty() ? "" : joint + "client=" + client;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Urls.at(base, path + as)).timeout(PATIENCE);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
  }

  private static Answer send(HttpRequest.Builder request) {
    return Answer.of(call(request, BodyHandlers.ofString()));
  }

  private static <T> HttpResponse<T> call(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How many WebSockets, streams and waiting polls the server has. */
  public long connections() {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("madang_connections "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  /** What the server answered. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String body) {

    private static Answer of(HttpResponse<String> response) {
      return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** A header, or an empty string. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The body as an object. */
    public JsonObject json() {
      return Frames.object(body);
    }
  }
}
