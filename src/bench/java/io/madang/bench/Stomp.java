package io.madang.bench;

import java.net.URI;
import java.util.List;

/**
 * STOMP 1.2 over WebSocket, as Spring's simple broker speaks it: no receipts, topics below {@code
 * /topic/}.
 *
 * <p>The headers of a MESSAGE differ from reader to reader; its body is what all get alike.
 */
final class Stomp implements Dialect {

  private static final String MESSAGE = "MESSAGE\n";
  private static final byte[] END_OF_HEADERS = {'\n', '\n'};

  private final Role role;

  Stomp(Role role) {
    this.role = role;
  }

  @Override
  public String target(URI base) {
    return base.resolve("stomp").getRawPath();
  }

  @Override
  public List<String> headers() {
    return List.of("Sec-WebSocket-Protocol: v12.stomp");
  }

  @Override
  public List<String> hello() {
    return List.of("CONNECT\naccept-version:1.2\nhost:bench\nheart-beat:0,0\n\n\0");
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
  public Span common(Span text) {
    return text.startsWith(MESSAGE)
        ? text.part(text.indexOf(END_OF_HEADERS) + END_OF_HEADERS.length, text.length() - 1)
        : text;
  }

  @Override
  public Said said(Span unit) {
    return unit.startsWith("{")
        ? Said.MESSAGE
        : unit.startsWith("ERROR") ? Said.REFUSAL : Said.OTHER;
  }

  @Override
  public List<String> answers(Span unit) {
    return unit.startsWith("CONNECTED")
        ? List.of("SUBSCRIBE\nid:0\ndestination:/topic/" + role.listens() + "\n\n\0")
        : List.of();
  }

  @Override
  public String publish(long dueNanos, String body) {
    return "SEND\ndestination:/topic/" + role.says() + "\n\n" + body + "\0";
  }
}
