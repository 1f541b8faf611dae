package io.madang.lab;

/** The ways to listen that are compared. */
public enum Transport {
  POLLING("polling", "application/json"),
  LONG_POLLING("long polling", "application/json"),
  SSE("SSE", "text/event-stream"),
  NDJSON("NDJSON", "application/x-ndjson"),
  WEBSOCKET("WebSocket", "");

  private final String words;
  private final String accept;

  Transport(String words, String accept) {
    this.words = words;
    this.accept = accept;
  }

  /** Its name in a report. */
  public String words() {
    return words;
  }

  String accept() {
    return accept;
  }
}
