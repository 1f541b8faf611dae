package io.madang.inbox;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Retention;
import io.madang.core.TopicPolicy;

/**
 * {@code inbox/<user>}: a mailbox that anyone may send to and only its owner reads.
 *
 * <p>The second segment is the owner's public id, as {@code welcome} and messages tell it. A guest
 * without a {@code client} has a new one with each connection: then it is that connection's
 * mailbox.
 */
public final class Inbox implements Consumer {

  private Inbox() {}

  public static Application application(Retention retention) {
    TopicPolicy policy =
        new TopicPolicy(
            "inbox",
            false,
            Access.OWNER,
            Access.EVERYONE,
            Access.EVERYONE,
            Access.OWNER,
            false,
            retention);
    return new Application(policy, new Inbox());
  }
}
