package io.madang.wire;

import static io.madang.wire.WireException.Fault.TOO_BIG;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Server-sent events (WHATWG HTML §9.2). Threads: one at a time. */
public final class EventReader {

  private final int maxBytes;
  private final LineReader lines;
  private final StringBuilder data = new StringBuilder();
  private String id = "";
  private String event = "";

  public EventReader(int maxBytes) {
    this.maxBytes = maxBytes;
    this.lines = new LineReader(maxBytes);
  }

  /** An event; its data's lines have {@code \n} between them. */
  public record ServerEvent(String id, String event, String data) {}

  /** Takes bytes until an event is whole, and returns it; else null. */
  public @Nullable ServerEvent read(ByteBuffer in) throws WireException {
    for (String line = lines.read(in); line != null; line = lines.read(in)) {
      if (!line.isEmpty()) {
        field(line);
      } else if (data.length() > 0) {
        ServerEvent whole = new ServerEvent(id, event, data.substring(0, data.length() - 1));
        data.setLength(0);
        event = "";
        return whole;
      }
    }
    return null;
  }

  private void field(String line) throws WireException {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    String rest = colon < 0 ? "" : line.substring(colon + 1);
    String value = rest.startsWith(" ") ? rest.substring(1) : rest;
    switch (name) {
      case "id" -> id = value;
      case "event" -> event = value;
      case "data" -> {
        data.append(value).append('\n');
        if (data.length() > maxBytes) {
          throw new WireException(TOO_BIG, "an event of more than " + maxBytes + " characters");
        }
      }
      default -> {}
    }
  }
}
