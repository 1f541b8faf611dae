package io.madang.container;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Says what it hears: an endpoint to try a container with. */
@ServerEndpoint("/echo")
public final class Echo {

  @OnMessage
  public String hear(String text) {
    return text;
  }
}
