package io.madang.bench;

import java.util.List;

/** The same frames as server-sent events, to listen only. */
final class MadangSse extends Madang {

  private static final byte[] EMPTY_LINE = {'\n', '\n'};

  MadangSse(Role role) {
    super(role);
  }

  @Override
  public List<String> headers() {
    return List.of("Accept: text/event-stream");
  }

  @Override
  public Kind kind() {
    return Kind.STREAM;
  }

  @Override
  public byte[] separator() {
    return EMPTY_LINE;
  }
}
