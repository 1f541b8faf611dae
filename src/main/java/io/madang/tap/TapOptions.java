package io.madang.tap;

import io.madang.wire.Header;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What to tap, and how long. Immutable.
 *
 * @param seconds ends after this; 0 for no end
 * @param count ends after so many messages, events, lines or answers; 0 for no end
 * @param maxBytes longest message, event, line or body that is taken
 * @param waitSeconds how long a long poll may take
 * @param pingSeconds how often a ping is sent; 0 for never
 */
record TapOptions(
    URI uri,
    Transport transport,
    List<Header> headers,
    List<String> subprotocols,
    Duration timeout,
    int seconds,
    int count,
    int maxBytes,
    Duration interval,
    int waitSeconds,
    int pingSeconds,
    boolean isInsecure) {

  /** The ways to listen. */
  enum Transport {
    WEBSOCKET("WebSocket", ""),
    SSE("server-sent events", "text/event-stream"),
    NDJSON("NDJSON", "application/x-ndjson"),
    LONG_POLL("long polling", "application/json"),
    POLL("polling", "application/json");

    private final String words;
    private final String accept;

    Transport(String words, String accept) {
      this.words = words;
      this.accept = accept;
    }

    String words() {
      return words;
    }

    String accept() {
      return accept;
    }

    boolean isPolling() {
      return this == LONG_POLL || this == POLL;
    }
  }

  TapOptions {
    headers = List.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
  }

  boolean isEndless() {
    return seconds == 0 && count == 0;
  }
}
