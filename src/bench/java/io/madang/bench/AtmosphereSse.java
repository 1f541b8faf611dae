package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.List;

/** What Atmosphere's clients hear as server-sent events, to listen only. */
final class AtmosphereSse extends Raw {

  private static final byte[] EMPTY_LINE = {'\r', '\n', '\r', '\n'};

  private final Role role;

  AtmosphereSse(Role role) {
    super(role);
    this.role = role;
  }

  @Override
  public String target(URI base) {
    return base.resolve("events/stream").getRawPath()
        + "?topic="
        + URLEncoder.encode(role.listens(), UTF_8);
  }

  @Override
  public List<String> headers() {
    return List.of("Accept: text/event-stream", "X-Atmosphere-Transport: sse");
  }

  @Override
  public Kind kind() {
    return Kind.STREAM;
  }

  @Override
  public byte[] separator() {
    return EMPTY_LINE;
  }

  /** It begins with white space, so that old browsers show what comes after it. */
  @Override
  public Said said(Span unit) {
    return unit.startsWith("data:{") ? Said.MESSAGE : Said.OTHER;
  }
}
