package io.madang.exactly;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Draft;
import io.madang.core.Event;
import io.madang.core.Kept;
import io.madang.core.LogEnds;
import io.madang.core.MessageStore;
import io.madang.core.Page;
import io.madang.core.Start;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Where a server can be bent: each method does what is right until a {@link Bug} says otherwise.
 */
interface Fault {

  /** Keeps drafts, and tells what it kept; {@code layer} leads to the readers of all servers. */
  default List<Kept> append(MessageStore store, List<Draft> drafts, ChannelLayer layer) {
    return store.append(drafts);
  }

  /** Whether the store is asked for what no bell told. */
  default boolean readsAgain() {
    return true;
  }

  /** A page as it is read. */
  default Page page(Page page) {
    return page;
  }

  /** A bell as it rings at the other servers, if it does. */
  default Optional<Bell> ring(Bell bell) {
    return Optional.of(bell);
  }

  /** Where reading begins, for a client that asks for a place on this or another transport. */
  default Start start(Start asked, LogEnds ends, boolean isOtherTransport) {
    return asked;
  }

  /** What is written to a client. */
  default List<Event> deliver(List<Event> events, Random random) {
    return events;
  }

  /** What a poll is answered. */
  default List<Event> answer(List<Event> events) {
    return events;
  }
}
