package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes the requests of a dialect (HTTP/1.1), each for what it asks at that time.
 *
 * <p>Threads: as its dialect.
 */
final class Requests {

  private static final String LINE_END = "\r\n";

  private final Dialect dialect;
  private final URI base;

  Requests(Dialect dialect, URI base) {
    this.dialect = dialect;
    this.base = base;
  }

  ByteBuffer get() {
    return get(List.of());
  }

  /** Returns a request with more headers than the dialect's own. */
  ByteBuffer get(List<String> headers) {
    return request("GET", headers, "");
  }

  ByteBuffer post(String body) {
    return request("POST", List.of("Content-Length: " + body.getBytes(UTF_8).length), body);
  }

  private ByteBuffer request(String method, List<String> headers, String body) {
    StringBuilder request = new StringBuilder(256);
    line(request, method + " " + dialect.target(base) + " HTTP/1.1");
    line(request, "Host: " + base.getAuthority());
    line(request, "User-Agent: madang-bench");
    dialect.headers().forEach(header -> line(request, header));
    headers.forEach(header -> line(request, header));
    return ByteBuffer.wrap(request.append(LINE_END).append(body).toString().getBytes(UTF_8));
  }

  private static void line(StringBuilder request, String text) {
    request.append(text).append(LINE_END);
  }
}
