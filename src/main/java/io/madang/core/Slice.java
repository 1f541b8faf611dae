package io.madang.core;

import java.util.List;

/** Messages that follow each other in one log: what a reader takes in one write. Never empty. */
public final class Slice implements Event.Shared {

  private final List<Message> messages;
  private final int size;
  private final Memo memo = new Memo();

  Slice(List<Message> messages) {
    this.messages = messages;
    this.size = messages.stream().mapToInt(Message::size).sum();
  }

  public List<Message> messages() {
    return messages;
  }

  /** The first message's offset. */
  long from() {
    return messages.get(0).offset();
  }

  /** The last message's offset: where a reader is who took the slice. */
  long end() {
    return messages.get(messages.size() - 1).offset();
  }

  int size() {
    return size;
  }

  @Override
  public <T> T encoded(Encoding<T> encoding) {
    return memo.get(encoding, this);
  }
}
