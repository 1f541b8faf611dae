package io.madang.chat;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Retention;
import io.madang.core.TopicPolicy;

/** {@code chat/*}: durable rooms with presence, where everyone may read and speak. */
public final class Chat implements Consumer {

  public static final String NAMESPACE = "chat";

  private Chat() {}

  public static Application application(Retention retention) {
    TopicPolicy policy =
        new TopicPolicy(
            NAMESPACE,
            true,
            Access.EVERYONE,
            Access.EVERYONE,
            Access.EVERYONE,
            Access.SERVER,
            true,
            retention);
    return new Application(policy.withAttachments(), new Chat());
  }
}
