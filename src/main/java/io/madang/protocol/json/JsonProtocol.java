package io.madang.protocol.json;

import io.madang.core.Door;
import io.madang.core.Encoding;
import io.madang.core.Event;
import io.madang.core.Hub;
import io.madang.core.Kept;
import io.madang.core.Protocol;
import io.madang.core.Reader;
import io.madang.core.Refusal;
import io.madang.core.Topic;
import io.madang.json.Json;
import org.jspecify.annotations.Nullable;

/** {@code madang.v1}. Threads: any; immutable. */
public final class JsonProtocol implements Protocol {

  private final Hub hub;
  private final Door door;
  private final FrameReader reader;
  private final Encoding<String> writer;

  public JsonProtocol(Hub hub, Door door, Json json, ServerFrames frames) {
    this.hub = hub;
    this.door = door;
    this.reader = new FrameReader(json);
    this.writer = new FrameWriter(json, frames);
  }

  @Override
  public String name() {
    return "madang.v1";
  }

  @Override
  public Encoding<String> frames() {
    return writer;
  }

  @Override
  public void receive(String text, Reader client) {
    text.lines().filter(line -> !line.isBlank()).forEach(line -> act(reader.read(line), client));
  }

  private void act(ClientFrame frame, Reader client) {
    if (frame instanceof ClientFrame.Subscribe f) {
      orTell(client, f.topic(), () -> hub.subscribe(client, f.topic(), f.start(), f.presence()));
    } else if (frame instanceof ClientFrame.Unsubscribe f) {
      orTell(client, f.topic(), () -> hub.unsubscribe(client, f.topic()));
    } else if (frame instanceof ClientFrame.Publish f) {
      publish(f, client);
    } else if (frame instanceof ClientFrame.SignalAll f) {
      orTell(client, f.topic(), () -> hub.signal(client.speaker(), f.topic(), f.body()));
    } else if (frame instanceof ClientFrame.Invalid f) {
      client.tell(new Event.Refused(f.refusal(), f.id(), f.topic()));
    } else if (frame instanceof ClientFrame.Auth f) {
      authenticate(f, client);
    } else {
      client.tell(new Event.Pong());
    }
  }

  /** Who shows a proof that is not good stays who it was. */
  private void authenticate(ClientFrame.Auth f, Reader client) {
    try {
      hub.authenticate(client, door.identify(f.token(), client.address()));
    } catch (RuntimeException e) {
      client.tell(new Event.Refused(Refusal.of(e), null, null));
    }
  }

  private void orTell(Reader client, Topic topic, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      client.tell(new Event.Refused(Refusal.of(e), null, topic.name()));
    }
  }

  private void publish(ClientFrame.Publish f, Reader client) {
    try {
      hub.publish(client.speaker(), f.topic(), f.id(), f.body())
          .whenComplete((kept, error) -> client.tell(answer(f, kept, error)));
    } catch (RuntimeException e) {
      client.tell(new Event.Refused(Refusal.of(e), f.id(), f.topic().name()));
    }
  }

  private static Event answer(
      ClientFrame.Publish f, Kept.@Nullable OfMessage kept, @Nullable Throwable error) {
    return kept == null
        ? new Event.Refused(Refusal.of(error), f.id(), f.topic().name())
        : new Event.Ack(f.topic(), f.id(), kept.message().cursor());
  }
}
