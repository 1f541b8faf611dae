package io.madang.bench;

import java.net.URI;
import java.util.List;

/**
 * Socket.IO 5 on Engine.IO 4, over WebSocket from the start.
 *
 * <p>The application on the server knows two events: {@code join} a topic, and {@code say} a body
 * in a topic, which comes to all who joined it as {@code message}; both are acked.
 */
class SocketIo implements Dialect {

  private static final String OPEN = "0{";
  private static final String PING = "2";
  private static final String PONG = "3";
  private static final String CONNECT = "40";
  private static final String EVENT = "42[\"message\",";
  private static final String ACK = "43";
  private static final String JOIN = "0";

  private final Role role;

  SocketIo(Role role) {
    this.role = role;
  }

  @Override
  public String target(URI base) {
    return target(base, "websocket");
  }

  static String target(URI base, String transport) {
    return base.resolve("socket.io/").getRawPath() + "?EIO=4&transport=" + transport;
  }

  @Override
  public Said said(Span unit) {
    if (unit.startsWith(EVENT)) {
      return Said.MESSAGE;
    }
    if (unit.startsWith(ACK)) {
      return unit.startsWith(ACK + JOIN + "[") ? Said.JOINED : Said.ACK;
    }
    return unit.startsWith("41") || unit.startsWith("44") ? Said.REFUSAL : Said.OTHER;
  }

  @Override
  public List<String> answers(Span unit) {
    if (unit.startsWith(OPEN)) {
      return List.of(CONNECT);
    }
    if (unit.startsWith(CONNECT)) {
      return List.of("42" + JOIN + "[\"join\",\"" + role.listens() + "\"]");
    }
    return unit.startsWith(PING) ? List.of(PONG) : List.of();
  }

  /** The number of the ack is when the message was due. */
  @Override
  public long dueOfAck(Span unit) {
    return unit.numberAt(ACK.length());
  }

  @Override
  public String publish(long dueNanos, String body) {
    return "42" + dueNanos + "[\"say\",\"" + role.says() + "\"," + body + "]";
  }
}
