package io.madang.e2e.kit;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What arrived together: frames, and the place after them where the transport tells one.
 *
 * @param cursor what polling hands back for the next request
 * @param eventId what SSE wants as {@code Last-Event-ID}
 */
record Batch(List<JsonObject> frames, Optional<String> cursor, Optional<String> eventId) {

  /** Frames without a word about the place. */
  static Batch of(List<JsonObject> frames) {
    return new Batch(frames, Optional.empty(), Optional.empty());
  }
}
