package io.madang.e2e.kit;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Takes a stream line by line and gives a batch when one is complete. */
@FunctionalInterface
interface EventLines {

  /** Takes the next line. */
  Optional<Batch> accept(String line);

  /** One frame a line. */
  static EventLines ndjson() {
    return line ->
        line.isBlank() ? Optional.empty() : Optional.of(Batch.of(List.of(Frames.object(line))));
  }

  /** Server-Sent Events, as the HTML standard reads them (§9.2.6). */
  static EventLines sse(Optional<String> lastId) {
    return new Sse(lastId);
  }

  /** The state between two blank lines; the id outlives them. */
  final class Sse implements EventLines {
    private Optional<String> id;
    private String data = "";

    private Sse(Optional<String> lastId) {
      this.id = lastId;
    }

    @Override
    public Optional<Batch> accept(String line) {
      if (line.isEmpty()) {
        return dispatch();
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      field(field, value.startsWith(" ") ? value.substring(1) : value);
      return Optional.empty();
    }

    private void field(String field, String value) {
      if (field.equals("data")) {
        data += value + "\n";
      } else if (field.equals("id")) {
        id = Optional.of(value);
      }
    }

    private Optional<Batch> dispatch() {
      if (data.isEmpty()) {
        return Optional.empty();
      }
      JsonObject frame = Frames.object(data);
      data = "";
      return Optional.of(new Batch(List.of(frame), Optional.empty(), id));
    }
  }
}
