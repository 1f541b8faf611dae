package io.madang.lab.page;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Person;
import io.madang.core.Retention;
import io.madang.core.Speaker;
import io.madang.core.TopicPolicy;
import java.time.Duration;

/**
 * {@code lab/*}: what is measured and what comes of it, kept for minutes, written by the server.
 */
public final class Lab implements Consumer {

  public static final String NAMESPACE = "lab";

  /** Who publishes there; the rate of users does not hold for it. */
  static final Speaker SPEAKER = new Speaker(new Person("server", "lab"), true, true);

  private static final int MESSAGES = 1_000;
  private static final Duration AGE = Duration.ofMinutes(5);

  private Lab() {}

  public static Application application() {
    TopicPolicy policy =
        new TopicPolicy(
            NAMESPACE,
            false,
            Access.EVERYONE,
            Access.SERVER,
            Access.SERVER,
            Access.SERVER,
            false,
            new Retention(MESSAGES, AGE));
    return new Application(policy, new Lab());
  }
}
