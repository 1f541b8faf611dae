package io.madang.protocol.json;

import io.madang.core.Refusal;
import io.madang.core.Start;
import io.madang.core.Topic;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a client says in one frame. */
sealed interface ClientFrame {

  record Subscribe(Topic topic, Start start, boolean presence) implements ClientFrame {}

  record Unsubscribe(Topic topic) implements ClientFrame {}

  record Publish(Topic topic, String id, JsonObject body) implements ClientFrame {}

  record SignalAll(Topic topic, JsonObject body) implements ClientFrame {}

  /** A proof of who the client is, which is never logged. */
  record Auth(String token) implements ClientFrame {
    @Override
    public String toString() {
      return "a proof";
    }
  }

  record Ping() implements ClientFrame {}

  /** A frame that cannot be understood, with what could be read of it for the answer. */
  record Invalid(Refusal refusal, @Nullable String id, @Nullable String topic)
      implements ClientFrame {}
}
