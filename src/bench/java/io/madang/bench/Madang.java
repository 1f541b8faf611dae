package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;

/** {@code madang.v1} over WebSocket: frames, one a line. */
class Madang implements Dialect {

  private static final byte[] TYPE = Span.name("type");
  private static final byte[] CURSOR = Span.name("cursor");
  private static final byte[] TOPIC = Span.name("topic");
  private static final byte[] ID = Span.name("id");
  private static final byte[] NEWLINE = {'\n'};

  private final Role role;
  private final String client = UUID.randomUUID().toString().replace("-", "");

  Madang(Role role) {
    this.role = role;
  }

  @Override
  public String target(URI base) {
    return target(base, role.listens());
  }

  /** Returns the target for a topic, with or without a cursor. */
  final String target(URI base, String place) {
    return base.resolve("events").getRawPath()
        + "?topic="
        + URLEncoder.encode(place, UTF_8)
        + "&name=bench&client="
        + client;
  }

  @Override
  public List<String> headers() {
    return role.key().isEmpty()
        ? List.of("Sec-WebSocket-Protocol: madang.v1")
        : List.of("Sec-WebSocket-Protocol: madang.v1", "Authorization: Bearer " + role.key());
  }

  @Override
  public boolean hasLog() {
    return true;
  }

  @Override
  public byte[] separator() {
    return NEWLINE;
  }

  @Override
  public Said said(Span unit) {
    return switch (unit.text(TYPE)) {
      case "message" -> Said.MESSAGE;
      case "subscribed" -> Said.JOINED;
      case "ack" -> Said.ACK;
      case "gap", "error", "bye" -> Said.REFUSAL;
      default -> Said.OTHER;
    };
  }

  @Override
  public Position position(Span unit) {
    return Position.of(unit.text(CURSOR));
  }

  @Override
  public long dueOfAck(Span unit) {
    String id = unit.text(ID);
    try {
      return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    } catch (NumberFormatException notOurs) {
      return -1;
    }
  }

  @Override
  public String topicOfAck(Span unit) {
    return unit.text(TOPIC);
  }

  @Override
  public boolean speaksAnywhere() {
    return true;
  }

  @Override
  public String publish(long dueNanos, String body) {
    return "{\"type\":\"publish\",\"topic\":\""
        + role.says()
        + "\",\"id\":\""
        + role.run()
        + "-"
        + dueNanos
        + "\",\"body\":"
        + body
        + "}";
  }
}
