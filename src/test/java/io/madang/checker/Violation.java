package io.madang.checker;

/** Something in a history that the protocol forbids. */
public record Violation(Kind kind, String what) {

  /** The promise that was broken. */
  public enum Kind {
    /** It was acked, and is not there. */
    LOST,
    /** It was acked at one cursor and stands, or was acked again, at another. */
    MOVED,
    /** It stands in the log twice. */
    DOUBLED,
    /** Nobody published it, or it was refused for good. */
    INVENTED,
    /** It has another body than it was published with. */
    CHANGED,
    /** A reader was shown something again. */
    REPEAT,
    /** A reader was shown something that stands before what it has. */
    STEP_BACK,
    /** Something is left out, and no gap said so. */
    HOLE,
    /** The log changed under a reader, and no gap said so. */
    EPOCH,
    /** A gap was told where nothing is gone. */
    GAP,
    /** Two were shown different messages at one cursor. */
    DISAGREEMENT,
    /** It was published after another had been acked, and stands before it. */
    ORDER,
    /** A reader did not come to the end. */
    BEHIND,
    /** A roster differs from who is there for too long. */
    PRESENCE
  }

  @Override
  public String toString() {
    return kind + ": " + what;
  }
}
