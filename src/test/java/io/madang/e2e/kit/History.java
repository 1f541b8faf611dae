package io.madang.e2e.kit;

import java.util.ArrayList;
import java.util.List;

/**
 * What one client was told of one topic, in order.
 *
 * <p>Threads: any; the entries are guarded by this.
 */
public final class History {

  /** One thing that was told. */
  public sealed interface Entry {
    /** Where it stands. */
    Cursor at();
  }

  /** Reading began after this cursor. */
  public record Started(Cursor at) implements Entry {}

  /** A message with the id that its publisher gave it. */
  public record Told(Cursor at, String id) implements Entry {}

  /** The server said that it goes on after this cursor, and why. */
  public record Gap(Cursor at, String reason) implements Entry {}

  private final String of;
  private final List<Entry> entries = new ArrayList<>();

  /** An empty history of somebody. */
  public History(String of) {
    this.of = of;
  }

  /** Whose history it is. */
  public String of() {
    return of;
  }

  /** Notes where reading began. */
  public synchronized History started(Cursor at) {
    entries.add(new Started(at));
    return this;
  }

  /** Notes a message. */
  public synchronized History told(Cursor at, String id) {
    entries.add(new Told(at, id));
    return this;
  }

  /** Notes a gap that was announced. */
  public synchronized History gap(Cursor at, String reason) {
    entries.add(new Gap(at, reason));
    return this;
  }

  /** What was noted so far. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
