package io.madang.e2e.kit;

import java.util.Optional;

/** A follower's place in its topic: a reader reads from it and moves it on. */
interface Place {

  /** The cursor to ask from, empty before the first answer. */
  Optional<String> cursor();

  /** The same place as an SSE id, where the last batch came with one. */
  Optional<String> eventId();

  /**
   * Takes what arrived.
   *
   * @return false when it was lost on the way: the reader shall ask again from {@link #cursor}
   */
  boolean take(Batch batch);
}
