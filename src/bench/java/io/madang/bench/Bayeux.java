package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.util.List;

/**
 * Bayeux 1.0, as CometD speaks it: arrays of messages, the topic is a channel.
 *
 * <p>Threads: as every dialect; a publisher's {@link #publish} may come from another thread.
 */
class Bayeux implements Dialect {

  private static final byte[] CHANNEL = Span.name("channel");
  private static final byte[] CLIENT = Span.name("clientId");
  private static final byte[] DATA = Span.name("data");
  private static final byte[] REFUSED = "\"successful\":false".getBytes(US_ASCII);
  private static final byte[] ID = Span.name("id");

  private final Role role;
  private final String transport;
  private volatile String client = "";

  Bayeux(Role role) {
    this(role, "websocket");
  }

  Bayeux(Role role, String transport) {
    this.role = role;
    this.transport = transport;
  }

  @Override
  public String target(URI base) {
    return base.resolve("cometd").getRawPath();
  }

  @Override
  public List<String> hello() {
    return List.of(
        "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\","
            + "\"supportedConnectionTypes\":[\""
            + transport
            + "\"]}]");
  }

  @Override
  public byte[] separator() {
    return ObjectArray.SEPARATOR;
  }

  @Override
  public Span common(Span text) {
    return ObjectArray.units(text);
  }

  @Override
  public Said said(Span unit) {
    if (unit.indexOf(DATA) < unit.length()) {
      return Said.MESSAGE;
    }
    if (unit.indexOf(REFUSED) < unit.length()) {
      return Said.REFUSAL;
    }
    return switch (unit.text(CHANNEL)) {
      case "/meta/subscribe" -> Said.JOINED;
      case "/meta/handshake", "/meta/connect" -> Said.OTHER;
      default -> Said.ACK;
    };
  }

  @Override
  public List<String> answers(Span unit) {
    String connect = ",\"channel\":\"/meta/connect\",\"connectionType\":\"" + transport + "\"}]";
    if (unit.text(CHANNEL).equals("/meta/connect")) {
      return List.of("[{" + me() + connect);
    }
    client = unit.text(CLIENT);
    return List.of(
        "[{"
            + me()
            + ",\"channel\":\"/meta/subscribe\",\"subscription\":\"/"
            + role.listens()
            + "\"}]",
        "[{" + me() + connect);
  }

  @Override
  public long dueOfAck(Span unit) {
    String id = unit.text(ID);
    return id.isEmpty() ? -1 : Long.parseLong(id);
  }

  @Override
  public String publish(long dueNanos, String body) {
    String channel = ",\"channel\":\"/" + role.says() + "\",\"data\":";
    return "[{\"id\":\"" + dueNanos + "\"," + me() + channel + body + "}]";
  }

  private String me() {
    return "\"clientId\":\"" + client + "\"";
  }
}
