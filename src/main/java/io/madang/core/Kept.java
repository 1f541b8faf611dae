package io.madang.core;

/** What the store made of a {@link Draft}. */
public sealed interface Kept {

  /** The message at its cursor; a repeated one is the first with its topic, user and id. */
  record OfMessage(Message message, boolean isRepeat) implements Kept {}

  /** The value with its version. */
  record OfState(StateValue value) implements Kept {}
}
