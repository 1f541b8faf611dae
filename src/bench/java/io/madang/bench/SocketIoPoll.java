package io.madang.bench;

import java.net.URI;
import java.util.List;

/** The same packets in the bodies of requests and answers, to listen only. */
final class SocketIoPoll extends SocketIo {

  private static final byte[] SEPARATOR = {0x1e};
  private static final byte[] SESSION = Span.name("sid");

  private String session = "";

  SocketIoPoll(Role role) {
    super(role);
  }

  @Override
  public Kind kind() {
    return Kind.ANSWERS;
  }

  @Override
  public String target(URI base) {
    return target(base, "polling") + (session.isEmpty() ? "" : "&sid=" + session);
  }

  @Override
  public byte[] separator() {
    return SEPARATOR;
  }

  @Override
  public List<String> answers(Span unit) {
    if (session.isEmpty()) {
      session = unit.text(SESSION);
    }
    return super.answers(unit);
  }
}
