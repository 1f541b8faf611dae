package io.madang.bench;

import java.util.Locale;

/** The dialects that the generator speaks, by the names on its command line. */
public enum Dialects {
  MADANG,
  MADANG_SSE,
  RAW,
  SOCKETIO,
  STOMP,
  BAYEUX;

  /** Returns how a reader talks. */
  public Dialect reader(String topic) {
    return as(Role.reader(topic));
  }

  /** Returns how a publisher talks, which listens where nothing is said if it has to listen. */
  public Dialect publisher(String topic, String quiet, String key, String run) {
    Dialects way = this == MADANG_SSE ? MADANG : this;
    return way.as(new Role(quiet, topic, key, run));
  }

  private Dialect as(Role role) {
    return switch (this) {
      case MADANG -> new Madang(role);
      case MADANG_SSE -> new MadangSse(role);
      case RAW -> new Raw(role);
      case SOCKETIO -> new SocketIo(role);
      case STOMP -> new Stomp(role);
      case BAYEUX -> new Bayeux(role);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
