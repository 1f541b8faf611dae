package io.madang.core;

import java.util.List;

/** What one server tells the others of a topic. What it rings for is already kept. */
public sealed interface Bell {

  /** The log grew by these messages; they ride along so that nobody needs to read them. */
  record Grown(List<Message> messages) implements Bell {}

  /** A state has a new value. */
  record Changed(StateValue value) implements Bell {}

  /** Somebody signalled. */
  record Signalled(Signal signal) implements Bell {}
}
