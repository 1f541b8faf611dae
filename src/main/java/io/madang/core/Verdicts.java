package io.madang.core;

import org.jspecify.annotations.Nullable;

/**
 * What was decided of single people and topics: bans, mutes, private rooms.
 *
 * <p>Threads: any; it must not block.
 */
public interface Verdicts {

  /** Where nothing was decided. */
  Verdicts NONE =
      new Verdicts() {
        @Override
        public @Nullable Refusal refusesEntry(Speaker speaker) {
          return null;
        }

        @Override
        public @Nullable Refusal refuses(Verb verb, Speaker speaker, Topic topic) {
          return null;
        }

        @Override
        public boolean hides(Speaker speaker, Topic topic) {
          return false;
        }
      };

  /** Why the speaker may not be here at all, or null when nothing speaks against it. */
  @Nullable Refusal refusesEntry(Speaker speaker);

  /** Why the speaker may not do this there, or null when nothing speaks against it. */
  @Nullable Refusal refuses(Verb verb, Speaker speaker, Topic topic);

  /** Whether the topic is as if it did not exist for the speaker. */
  boolean hides(Speaker speaker, Topic topic);
}
