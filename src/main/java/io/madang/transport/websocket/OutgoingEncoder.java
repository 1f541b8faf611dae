package io.madang.transport.websocket;

import io.madang.core.Event;
import jakarta.websocket.Encoder;
import java.util.stream.Collectors;

/** Writes events one a line; a slice that many readers share was written once. */
public final class OutgoingEncoder implements Encoder.Text<Outgoing> {

  @Override
  public String encode(Outgoing outgoing) {
    if (outgoing.events().size() == 1) {
      return outgoing.events().get(0).encoded(outgoing.frames());
    }
    return outgoing.events().stream()
        .filter(event -> !(event instanceof Event.Heartbeat))
        .map(event -> event.encoded(outgoing.frames()))
        .collect(Collectors.joining("\n"));
  }
}
