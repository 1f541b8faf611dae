package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;

/**
 * A WebSocket that hands each text as it is to all who listen.
 *
 * <p>{@code topic} in the query is what the connection listens to, {@code to} where its texts go.
 */
class Raw implements Dialect {

  private final Role role;

  Raw(Role role) {
    this.role = role;
  }

  @Override
  public String target(URI base) {
    return target(base, "events");
  }

  final String target(URI base, String path) {
    return base.resolve(path).getRawPath()
        + "?topic="
        + URLEncoder.encode(role.listens(), UTF_8)
        + "&to="
        + URLEncoder.encode(role.says(), UTF_8);
  }

  @Override
  public boolean tellsJoined() {
    return false;
  }

  @Override
  public boolean acks() {
    return false;
  }

  @Override
  public Said said(Span unit) {
    return Said.MESSAGE;
  }

  @Override
  public String publish(long dueNanos, String body) {
    return body;
  }
}
