package io.madang.access;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Attendance;
import io.madang.core.Connection;
import io.madang.core.Consumer;
import io.madang.core.Event;
import io.madang.core.Grants;
import io.madang.core.Hub;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Printable;
import io.madang.core.Reader;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Retention;
import io.madang.core.Slice;
import io.madang.core.Speaker;
import io.madang.core.Standing;
import io.madang.core.Start;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.core.Verb;
import io.madang.identity.Tickets;
import io.madang.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of decisions from its beginning and goes on reading, as any client would; so every
 * server of a cluster knows each decision as soon as it hears of a message.
 *
 * <p>Threads: any; the hub writes to it on one thread at a time.
 */
public final class AccessLog implements Connection, Tickets.Used {

  private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());
  private static final Grants EVERYTHING =
      new Grants(Map.of(Verb.READ, List.of("*"), Verb.PUBLISH, List.of("*")));
  private static final Speaker SELF =
      new Speaker(
          new Person("madang", "madang"),
          new Standing(Standing.Kind.SERVER, Set.of(), EVERYTHING, null, Set.of()),
          true);
  private static final String TICKETS = "madang.tickets";
  private static final Topic USED = new Topic(TICKETS + "/used");
  private static final String SESSIONS = "madang.sessions";

  /** Sessions that ended: apart from what people decided, because it need not be known for long. */
  private static final Topic ENDED = new Topic(SESSIONS + "/ended");

  /** Longer than a ticket holds, or a session may live on at another server. */
  private static final Duration SESSIONS_KEPT = Duration.ofHours(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Decisions decisions;
  private final Json json;
  private final Threads threads;
  private final Clock clock;
  private final AtomicBoolean isReviewing = new AtomicBoolean();
  private final CompletableFuture<Void> loaded = new CompletableFuture<>();
  private final Untold untold;
  private volatile @Nullable Hub hub;
  private volatile @Nullable Reader reader;

  /**
   * A log of decisions.
   *
   * @param threads where readers are looked through after a decision
   */
  public AccessLog(Decisions decisions, Json json, Threads threads, Clock clock) {
    this.decisions = decisions;
    this.json = json;
    this.threads = threads;
    this.clock = clock;
    this.untold =
        new Untold((id, end) -> hub().publish(SELF, ENDED, id, end.body()), threads::later, clock);
  }

  /** The namespaces of this house's own. */
  public static List<Application> applications(Decisions decisions, Access moderators) {
    return List.of(
        DecisionRules.application(decisions, moderators),
        brief(TICKETS, Access.NOBODY, Duration.ofMinutes(10)),
        brief(SESSIONS, Access.SERVER, SESSIONS_KEPT));
  }

  private static Application brief(String namespace, Access read, Duration kept) {
    TopicPolicy policy =
        new TopicPolicy(
            namespace,
            true,
            read,
            Access.SERVER,
            Access.NOBODY,
            Access.NOBODY,
            false,
            new Retention(1_000_000, kept));
    return new Application(policy, new Consumer() {});
  }

  /**
   * Begins; returns when everything that was decided before is known.
   *
   * @throws RefusedException {@code unavailable} when the store does not tell it in time
   */
  public void start(Hub newHub) {
    hub = newHub;
    decisions.whenNew(this::keepName);
    Reader opened = newHub.connect(SELF, this, Attendance.NONE);
    reader = opened;
    newHub.subscribe(opened, DecisionRules.LOG, Start.after("0.0"), false);
    newHub.subscribe(opened, ENDED, Start.after("0.0"), false);
    opened.start();
    await(loaded);
  }

  private Hub hub() {
    return Objects.requireNonNull(hub, "it has not begun");
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Refusal.of(e.getCause()).exception();
    } catch (TimeoutException e) {
      throw Refusal.unavailable("the store did not answer in time", PATIENCE).exception();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("the server stops", PATIENCE).exception();
    }
  }

  private void keepName(Person person) {
    decide(new Decision.Name(person.name(), person.user()));
  }

  /**
   * A session has ended: what bears its mark is no proof any more, here at once, and everywhere
   * when it is kept; until nothing can bear it any more.
   */
  public void endSession(String mark) {
    Decision.Revoke end = new Decision.Revoke(mark, clock.instant().plus(SESSIONS_KEPT));
    decisions.end(end);
    reviewSoon();
    untold.tell(end);
  }

  private static void logFault(Throwable fault) {
    LOG.log(System.Logger.Level.WARNING, "a decision was not kept: {0}", Printable.of(fault));
  }

  /** Decides, as the server itself; done when it is kept. */
  CompletableFuture<Void> decide(Decision decision) {
    return hub()
        .publish(SELF, DecisionRules.LOG, UUID.randomUUID().toString(), decision.body())
        .whenComplete(
            (kept, fault) -> {
              if (fault != null) {
                logFault(fault);
              }
            })
        .thenApply(kept -> null);
  }

  @Override
  public boolean isFirst(String ticket) {
    return !await(hub().publish(SELF, USED, ticket, JsonObject.EMPTY_JSON_OBJECT)).isRepeat();
  }

  // The log, as the hub tells it.

  @Override
  public void write(List<Event> events, Runnable done) {
    for (Event event : events) {
      if (event instanceof Slice slice) {
        slice.messages().forEach(this::apply);
      } else if (event instanceof Message message) {
        apply(message);
      } else if (event instanceof Event.Gap gap && isAnew(gap)) {
        decisions.clear();
      }
    }
    if (Event.lastOf(events) != null) {
      leave();
      return;
    }
    if (loaded.isDone()) {
      reviewSoon();
    }
    done.run();
  }

  private static boolean isAnew(Event.Gap gap) {
    return gap.reason() == Event.Gap.Reason.EPOCH && gap.topic().equals(DecisionRules.LOG);
  }

  private void apply(Message message) {
    try {
      Decision decision = Decision.of(json.object(message.body()));
      if (message.topic().equals(DecisionRules.LOG)) {
        decisions.apply(decision);
        note(decision, message.sender());
      } else if (decision instanceof Decision.Revoke end) {
        decisions.end(end);
      }
    } catch (RefusedException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the decision at {0} is passed over: {1}",
          message.cursor(),
          Printable.of(e.getMessage()));
    }
  }

  /** Who was put out or silenced, and by whom, is for operators to find; what was known is not. */
  private void note(Decision decision, Person by) {
    boolean isAgainstSomebody =
        decision instanceof Decision.Ban || decision instanceof Decision.Mute;
    if (isAgainstSomebody && loaded.isDone()) {
      LOG.log(
          System.Logger.Level.INFO,
          "decided by {0}: {1}",
          Printable.of(by.user()),
          Printable.of(decision));
    }
  }

  @Override
  public void idle(boolean isSettled) {
    if (isSettled) {
      loaded.complete(null);
    }
  }

  /** One look at all readers covers the decisions that came before it began. */
  private void reviewSoon() {
    if (isReviewing.compareAndSet(false, true)) {
      threads
          .catchUp()
          .execute(
              () -> {
                isReviewing.set(false);
                hub().review();
              });
    }
  }

  /** Who drains the server waits until every reader is gone. */
  private void leave() {
    Reader open = reader;
    if (open != null) {
      hub().disconnect(open);
    }
  }

  @Override
  public void close(int code, String reason) {
    leave();
    LOG.log(System.Logger.Level.DEBUG, "the log of decisions is read no more: {0}", reason);
  }
}
