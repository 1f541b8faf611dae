package io.madang.core;

/**
 * One entry of a topic's log. Immutable; encoded once, shared by every reader.
 *
 * <p>{@code atMillis} is the store's time of commit, in milliseconds since 1970. {@code body} is
 * the JSON text of an object.
 */
public final class Message implements Event.Shared {

  private static final int ENVELOPE_BYTES = 220;

  private final Topic topic;
  private final Cursor cursor;
  private final String id;
  private final Person sender;
  private final long atMillis;
  private final String body;
  private final Memo memo = new Memo();

  public Message(Topic topic, Cursor cursor, String id, Person sender, long atMillis, String body) {
    this.topic = topic;
    this.cursor = cursor;
    this.id = id;
    this.sender = sender;
    this.atMillis = atMillis;
    this.body = body;
  }

  public Topic topic() {
    return topic;
  }

  public Cursor cursor() {
    return cursor;
  }

  public long offset() {
    return cursor.offset();
  }

  public String id() {
    return id;
  }

  public Person sender() {
    return sender;
  }

  public long atMillis() {
    return atMillis;
  }

  public String body() {
    return body;
  }

  /** About how many bytes it takes on the wire, and half of what it takes in memory. */
  int size() {
    return body.length() + ENVELOPE_BYTES;
  }

  @Override
  public <T> T encoded(Encoding<T> encoding) {
    return memo.get(encoding, this);
  }

  @Override
  public String toString() {
    return topic + "@" + cursor;
  }
}
