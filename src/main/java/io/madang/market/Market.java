package io.madang.market;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Retention;
import io.madang.core.TopicPolicy;

/** {@code market/*}: state and transient messages that only the server and its programs write. */
public final class Market implements Consumer {

  public static final String NAMESPACE = "market";

  private Market() {}

  public static Application application(Retention retention) {
    TopicPolicy policy =
        new TopicPolicy(
            NAMESPACE,
            false,
            Access.EVERYONE,
            Access.SERVER,
            Access.SERVER,
            Access.SERVER,
            false,
            retention);
    return new Application(policy, new Market());
  }
}
