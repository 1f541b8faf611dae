package io.madang.app;

import io.madang.access.AccessLog;
import io.madang.access.Decisions;
import io.madang.access.PolicyFile;
import io.madang.access.Rooms;
import io.madang.core.Application;
import io.madang.core.Hub;
import io.madang.core.Policies;
import io.madang.core.Printable;
import io.madang.core.SafeTask;
import io.madang.core.Speaker;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.file.WatchedFile;
import io.madang.identity.ApiKeys;
import io.madang.identity.Bearers;
import io.madang.identity.GuestPasses;
import io.madang.identity.IssuerKeys;
import io.madang.identity.OwnTokens;
import io.madang.identity.PublishKey;
import io.madang.identity.Tickets;
import io.madang.identity.TokenRules;
import io.madang.identity.Tokens;
import io.madang.identity.VerificationKeys;
import io.madang.json.Json;
import io.madang.security.AddressRates;
import io.madang.security.FrontDoor;
import io.madang.security.Origins;
import io.madang.security.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Everything that says who may come in and do what, put together; the files that say so are read
 * anew when they change.
 *
 * <p>Threads: made and started on one thread.
 */
final class Entrance {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final Settings settings;
  private final Threads threads;
  private final Decisions decisions = new Decisions(Clock.systemUTC());
  private final PolicyFile policyFile;
  private final Policies policies;
  private final ApiKeys apiKeys;
  private final List<WatchedFile> files = new ArrayList<>();
  private final AccessLog log;
  private final GuestPasses passes;
  private final Tickets tickets;
  private final VerificationKeys verification = new VerificationKeys();

  /**
   * An entrance.
   *
   * @param applications of this house, with who moderates
   */
  Entrance(
      Settings settings,
      Function<BiPredicate<Speaker, Topic>, List<Application>> applications,
      Json json,
      Threads threads) {
    this.settings = settings;
    this.threads = threads;
    this.apiKeys = new ApiKeys();
    this.policyFile = new PolicyFile(applications.apply(decisions::moderates));
    this.policies = new Policies(List.of(), new Verdict(decisions, apiKeys));
    use(policyFile.standard());
    this.log = new AccessLog(decisions, json, threads, Clock.systemUTC());
    OwnTokens own = new OwnTokens(new OwnKeys(settings), Clock.systemUTC());
    this.passes = new GuestPasses(own, Clock.systemUTC());
    this.tickets = new Tickets(own, log);
    Settings.Identity identity = settings.identity();
    watch(identity.policies(), this::readPolicies);
    watch(identity.apiKeys(), path -> apiKeys.replace(Files.readAllLines(path)));
    identity
        .tokens()
        .flatMap(TokenRules::keys)
        .ifPresent(path -> watch(path, verification::replace));
  }

  private void watch(Path path, WatchedFile.Taker taker) {
    WatchedFile file = new WatchedFile(path, taker, Printable::of);
    files.add(file);
    try {
      file.first();
    } catch (IOException | RuntimeException e) {
      throw new SettingsException(path + ": " + e.getMessage());
    }
  }

  private void readPolicies(Path path) throws IOException {
    PolicyFile.Said said = policyFile.read(Files.readString(path));
    policies.all().stream()
        .filter(old -> said.applications().stream().anyMatch(a -> isOther(a, old)))
        .findFirst()
        .ifPresent(
            old -> {
              throw new IllegalArgumentException(
                  old.namespace() + ": durable changes with a restart only");
            });
    use(said);
  }

  private static boolean isOther(Application a, io.madang.core.TopicPolicy old) {
    return a.policy().namespace().equals(old.namespace())
        && a.policy().isDurable() != old.isDurable();
  }

  private void use(PolicyFile.Said said) {
    List<Application> all = new ArrayList<>(said.applications());
    all.addAll(AccessLog.applications(decisions, said.moderators()));
    policies.replace(all);
    decisions.moderators(said.moderators());
  }

  Policies policies() {
    return policies;
  }

  GuestPasses passes() {
    return passes;
  }

  Rooms rooms(Hub hub) {
    return new Rooms(hub, policies, decisions, log);
  }

  Tickets tickets() {
    return tickets;
  }

  AccessLog log() {
    return log;
  }

  FrontDoor door(Places places, AddressRates rates) {
    List<Bearers> bearers = new ArrayList<>();
    settings.publishKey().ifPresent(key -> bearers.add(new PublishKey(key)));
    bearers.add(apiKeys);
    settings
        .identity()
        .tokens()
        .ifPresent(rules -> bearers.add(new Tokens(rules, verification, Clock.systemUTC())));
    Origins origins = new Origins(settings.origins());
    return new FrontDoor(
        new FrontDoor.Parts(bearers, tickets, passes, decisions, policies, origins, places, rates));
  }

  /** Learns what was decided before, and looks at the files again and again. */
  void start(Hub hub) {
    log.start(hub);
    settings
        .identity()
        .tokens()
        .flatMap(TokenRules::address)
        .ifPresent(
            address ->
                new IssuerKeys(address, verification, threads.catchUp()).start(threads.clock()));
    Runnable look = new SafeTask(() -> look(hub));
    threads
        .clock()
        .scheduleWithFixedDelay(
            () -> threads.catchUp().execute(look),
            LOOK.toMillis(),
            LOOK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void look(Hub hub) {
    boolean hasChanged = false;
    for (WatchedFile file : files) {
      hasChanged |= file.look();
    }
    if (hasChanged) {
      hub.review();
    }
  }
}
