package io.madang.core;

/**
 * The newest value of one key of a topic's state. Immutable.
 *
 * <p>{@code version} counts all changes of the topic's state, so a reader that saw version 7 needs
 * the values with a greater one. {@code json} is the value's JSON text.
 */
public final class StateValue implements Event.Shared {

  private final Topic topic;
  private final String key;
  private final Cursor version;
  private final String json;
  private final Memo memo = new Memo();

  /** A value; its version counts within the epoch of the topic's log. */
  public StateValue(Topic topic, String key, Cursor version, String json) {
    this.topic = topic;
    this.key = key;
    this.version = version;
    this.json = json;
  }

  public Topic topic() {
    return topic;
  }

  public String key() {
    return key;
  }

  public long version() {
    return version.offset();
  }

  String epoch() {
    return version.epoch();
  }

  /** The version within its epoch. */
  public Cursor cursor() {
    return version;
  }

  public String json() {
    return json;
  }

  int size() {
    return json.length() + key.length() + 100;
  }

  @Override
  public <T> T encoded(Encoding<T> encoding) {
    return memo.get(encoding, this);
  }
}
