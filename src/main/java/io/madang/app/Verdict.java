package io.madang.app;

import io.madang.access.Decisions;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.Verb;
import io.madang.core.Verdicts;
import io.madang.identity.ApiKeys;
import org.jspecify.annotations.Nullable;

/** What was decided, and which keys are there still. Threads: any. */
record Verdict(Decisions decisions, ApiKeys keys) implements Verdicts {

  private static final Refusal GONE = Refusal.unauthorized("the key is not known any more");

  @Override
  public @Nullable Refusal refusesEntry(Speaker speaker) {
    return keys.hold(speaker.standing().marks()) ? decisions.refusesEntry(speaker) : GONE;
  }

  @Override
  public @Nullable Refusal refuses(Verb verb, Speaker speaker, Topic topic) {
    return decisions.refuses(verb, speaker, topic);
  }

  @Override
  public boolean hides(Speaker speaker, Topic topic) {
    return decisions.hides(speaker, topic);
  }
}
