package io.madang.bench.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server as one asks it over HTTP, now and then.
 *
 * <p>Threads: any.
 */
final class Site {

  private static final Pattern CONNECTIONS =
      Pattern.compile("^madang_connections ([\\d.E]+)", Pattern.MULTILINE);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI url;
  private final String key;

  Site(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  /** Publishes one message and waits until it is kept. */
  void publish(String topic, String body) throws IOException {
    String text = "{\"id\":\"" + UUID.randomUUID() + "\",\"body\":" + body + "}";
    send(
        request("topics/" + topic + "/messages")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(text)));
  }

  /** Returns how many WebSockets, streams and waiting polls the server has. */
  int connections() {
    try {
      Matcher matcher = CONNECTIONS.matcher(get("metrics"));
      return matcher.find() ? (int) Double.parseDouble(matcher.group(1)) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  /** Returns what a path below the application answers. */
  String get(String path) throws IOException {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + key);
  }

  private static String send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(response.request().uri() + ": " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
