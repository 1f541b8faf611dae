package io.madang.core;

/** What waits for the store: a message or a state value that has no place in the log yet. */
public sealed interface Draft {

  Topic topic();

  /** A message before it has a cursor; {@code body} is the JSON text of an object. */
  record NewMessage(Topic topic, Person sender, String id, String body) implements Draft {}

  /** A value for a key of the topic's state; {@code json} is any JSON text. */
  record NewState(Topic topic, String key, String json) implements Draft {}
}
