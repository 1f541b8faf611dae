package io.madang.bench;

import org.jspecify.annotations.Nullable;

/**
 * The newest messages, so that each is parsed once and not by 500 readers.
 *
 * <p>Every reader must get the same bytes for the same offset: a reader that expects offset n
 * compares what came with entry n (one vectorised comparison) and parses only when it differs. So a
 * wrong byte cannot hide, and the generator stays cheap.
 *
 * <p>Threads: belongs to one read loop.
 */
final class Memo {

  private static final int SIZE = 1 << 14;

  private final @Nullable Message[] messages = new @Nullable Message[SIZE];

  /** Returns the message that follows a position, if the text begins with exactly that one. */
  @Nullable Message next(Position previous, Span text) {
    Message known = messages[(int) (previous.offset() + 1) & (SIZE - 1)];
    return known != null && known.position().isNext(previous) && text.firstLineIs(known.line())
        ? known
        : null;
  }

  void keep(Message message) {
    int index = (int) message.position().offset() & (SIZE - 1);
    Message known = messages[index];
    if (known == null || known.position().offset() <= message.position().offset()) {
      messages[index] = message;
    }
  }
}
