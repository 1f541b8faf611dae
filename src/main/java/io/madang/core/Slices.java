package io.madang.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest part of one log, cut into slices that readers in step share.
 *
 * <p>Threads: guarded by the lock of the {@link Stream} that owns it.
 */
final class Slices {

  private static final int SHARED = 16;

  private final TailBudget budget;
  private final Tail tail = new Tail();
  private final List<Slice> shared = new ArrayList<>();

  Slices(TailBudget budget) {
    this.budget = budget;
  }

  void add(List<Message> messages) {
    budget.add(tail, messages);
  }

  /** Forgets everything; the next message has this offset. */
  void clear(long next) {
    shared.clear();
    budget.clear(tail, next);
  }

  /** Whether a message with this offset would follow what is here. */
  boolean isFollowedBy(long offset) {
    return !tail.isEmpty() && tail.next() == offset;
  }

  /** A round begins: nobody is likely to ask for the slices of those before. */
  void beginRound() {
    shared.clear();
  }

  /**
   * What follows an offset up to another, or null when it is not in memory; less of it when it does
   * not fit, or when others were given less.
   */
  @Nullable Slice read(long after, long last, int maxBytes) {
    if (after + 1 < tail.first() || after + 1 >= tail.next()) {
      return null;
    }
    for (Slice slice : shared) {
      if (slice.from() == after + 1 && slice.end() <= last) {
        return slice;
      }
    }
    Slice slice = new Slice(tail.between(after + 1, last, maxBytes));
    if (shared.size() == SHARED) {
      shared.remove(0);
    }
    shared.add(slice);
    return slice;
  }
}
