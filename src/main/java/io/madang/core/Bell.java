package io.madang.core;

import java.util.List;

/** What one server tells the others of a topic. What it rings for is already kept. */
public sealed interface Bell {

  /** The log grew by these messages; they ride along so that nobody needs to read them. */
  record Grown(List<Message> messages) implements Bell {}

  /** A state has a new value. */
  record Changed(StateValue value) implements Bell {}

  /** Whom one server has in the topic; each time all of them, so that a lost bell heals. */
  record Present(String server, List<Person> people) implements Bell {}

  /** A server wants to know whom the others have. */
  record Asking() implements Bell {}

  /** Somebody signalled. */
  record Signalled(Signal signal) implements Bell {}
}
