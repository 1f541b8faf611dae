package io.madang.core;

/** An event that is not kept and may be lost. {@code body} is the JSON text of an object. */
public final class Signal implements Event.Shared {

  private final Topic topic;
  private final Person sender;
  private final String body;
  private final Memo memo = new Memo();

  public Signal(Topic topic, Person sender, String body) {
    this.topic = topic;
    this.sender = sender;
    this.body = body;
  }

  public Topic topic() {
    return topic;
  }

  public Person sender() {
    return sender;
  }

  public String body() {
    return body;
  }

  int size() {
    return body.length() + 150;
  }

  @Override
  public <T> T encoded(Encoding<T> encoding) {
    return memo.get(encoding, this);
  }
}
