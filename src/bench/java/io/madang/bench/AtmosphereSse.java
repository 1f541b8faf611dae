package io.madang.bench;

import java.net.URI;
import java.util.List;

/** What Atmosphere's clients hear as server-sent events, to listen only. */
final class AtmosphereSse extends Raw {

  private static final byte[] EMPTY_LINE = {'\r', '\n', '\r', '\n'};

  AtmosphereSse(Role role) {
    super(role);
  }

  @Override
  public String target(URI base) {
    return target(base, "events/stream");
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
