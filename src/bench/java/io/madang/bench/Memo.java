package io.madang.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages, so that each is parsed once and not by 500 readers.
 *
 * <p>Readers of a topic get the same bytes, mostly in the same order: what follows the message that
 * a reader got last is compared with what followed it for another one (one vectorised comparison),
 * and parsed only when it differs. So a wrong byte cannot hide, and the generator stays cheap.
 *
 * <p>Threads: belongs to one read loop.
 */
final class Memo {

  private static final int MOST = 1 << 14;

  private final Map<Message.Key, Message> messages =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Message.Key, Message> eldest) {
          return size() > MOST;
        }
      };

  /** Returns the message that the text begins with, if it is the one that others got next. */
  static @Nullable Message after(@Nullable Message last, Span text, byte[] separator) {
    Message known = last == null ? null : last.next();
    return known != null && text.firstUnitIs(known.bytes(), separator) ? known : null;
  }

  /**
   * Keeps what was parsed and returns it, or what another reader parsed of the same bytes.
   *
   * @param last what its reader got before it
   */
  Message keep(@Nullable Message last, Message parsed) {
    Message known = messages.get(parsed.key());
    Message kept = known != null && Arrays.equals(known.bytes(), parsed.bytes()) ? known : parsed;
    messages.put(kept.key(), kept);
    if (last != null) {
      last.isFollowedBy(kept);
    }
    return kept;
  }
}
