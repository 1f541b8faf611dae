package io.madang.bench;

import java.util.Locale;

/** The dialects that the generator speaks, by the names on its command line. */
public enum Dialects {
  MADANG,
  MADANG_SSE,
  MADANG_POLL,
  RAW,
  ATMOSPHERE_SSE,
  SOCKETIO,
  SOCKETIO_POLL,
  STOMP,
  BAYEUX,
  BAYEUX_POLL;

  /** Returns how a reader talks. */
  public Dialect reader(String topic) {
    return as(Role.reader(topic));
  }

  /** Returns how a publisher talks, which listens where nothing is said if it has to listen. */
  public Dialect publisher(String topic, String quiet, String key, String run) {
    return overWebSocket().as(new Role(quiet, topic, key, run));
  }

  /** Returns how the same server is talked with by who publishes. */
  private Dialects overWebSocket() {
    return switch (this) {
      case MADANG_SSE, MADANG_POLL -> MADANG;
      case SOCKETIO_POLL -> SOCKETIO;
      case BAYEUX_POLL -> BAYEUX;
      case ATMOSPHERE_SSE -> RAW;
      default -> this;
    };
  }

  private Dialect as(Role role) {
    return switch (this) {
      case MADANG -> new Madang(role);
      case MADANG_SSE -> new MadangSse(role);
      case MADANG_POLL -> new MadangPoll(role);
      case RAW -> new Raw(role);
      case ATMOSPHERE_SSE -> new AtmosphereSse(role);
      case SOCKETIO -> new SocketIo(role);
      case SOCKETIO_POLL -> new SocketIoPoll(role);
      case STOMP -> new Stomp(role);
      case BAYEUX -> new Bayeux(role);
      case BAYEUX_POLL -> new BayeuxPoll(role);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
