package io.madang.app;

import io.madang.attachment.Attachments;
import io.madang.chat.Chat;
import io.madang.chat.ChatParts;
import io.madang.core.Application;
import io.madang.core.ChannelLayer;
import io.madang.core.Door;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.Limits;
import io.madang.core.MessageStore;
import io.madang.core.Policies;
import io.madang.core.Protocol;
import io.madang.core.RefusedException;
import io.madang.core.SafeTask;
import io.madang.core.Speaker;
import io.madang.core.SteadyClock;
import io.madang.core.StoreException;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.inbox.Inbox;
import io.madang.json.Json;
import io.madang.lab.page.Handshakes;
import io.madang.lab.page.Lab;
import io.madang.lab.page.LabLimits;
import io.madang.lab.page.LabParts;
import io.madang.lab.page.Workbench;
import io.madang.layer.LocalLayer;
import io.madang.layer.redis.RedisLayer;
import io.madang.layer.redis.RedisPlace;
import io.madang.login.Logins;
import io.madang.market.Market;
import io.madang.market.MarketParts;
import io.madang.pages.Forms;
import io.madang.protocol.json.JsonProtocol;
import io.madang.protocol.json.ServerFrames;
import io.madang.request.Body;
import io.madang.security.FailureRate;
import io.madang.security.FrontDoor;
import io.madang.security.Places;
import io.madang.security.TokenBuckets;
import io.madang.security.TokenBuckets.Quota;
import io.madang.store.CountedStore;
import io.madang.store.Database;
import io.madang.store.MemoryStore;
import io.madang.store.SqlAttachments;
import io.madang.store.SqlStore;
import io.madang.transport.http.AttachmentParts;
import io.madang.transport.http.HttpParts;
import io.madang.transport.websocket.Heartbeats;
import io.madang.transport.websocket.SocketParts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A running Madang: everything it is made of, put together here and nowhere else.
 *
 * <p>Threads: made and closed on one thread.
 */
public final class Madang implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Madang.class.getName());
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(3);
  private static final int PATIENT_THREADS = 4;
  private static final int ANSWER_THREADS = 2;
  private static final int LARGE_ANSWERS = 100;
  private static final int LARGE_ANSWERS_PER_ADDRESS = 25;
  private static final int BODIES = 2_000;
  private static final int BODIES_PER_ADDRESS = 500;

  /** Percent-encoding makes three bytes of one; beside a text there are short fields. */
  private static final int FORM_GROWTH = 3;

  /** A password takes a realm up to half a second of work. */
  private static final int LOGINS = 8;

  private static final int LOGINS_PER_ADDRESS = 4;

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final Settings settings;
  private final Readiness readiness;
  private final Database database;
  private final CountedStore durable;
  private final Hub hub;
  private final Entrance entrance;
  private final Places places;
  private final RateLimits rates;
  private final FrontDoor door;
  private final SocketParts socketParts;
  private final HttpParts httpParts;
  private final Body.Rules bodies;
  private final ChatParts chatParts;
  private final MarketParts marketParts;
  private final Optional<LabParts> labParts;
  private final Forms forms;
  private final Logins logins;
  private final AttachmentParts attachmentParts;
  private volatile boolean isDraining;

  /**
   * Starts it.
   *
   * @throws SettingsException when it cannot start as it is set, with one line for a person
   */
  public Madang(Settings settings) {
    this.settings = settings;
    try {
      this.database = open();
      SqlStore store = new SqlStore(database, Clock.systemUTC(), settings.store().repeatWindow());
      this.readiness = new Readiness(store::touch, pool(1, "madang-ready"));
      this.durable = new CountedStore(store);
      Threads threads = own(new Threads(settings.fanOutThreads(), settings.catchUpThreads()));
      Json json = new Json(settings.clients().jsonDepth());
      this.entrance = new Entrance(settings, this::applications, json, threads);
      Policies policies = entrance.policies();
      MessageStore transients = transientStore(database);
      Settings.Clients clients = settings.clients();
      this.rates = RateLimits.of(settings);
      this.hub =
          own(
              new Hub(
                  new HubParts(
                      policies, durable, transients, layer(), rates.gate(), limits(), threads)));
      this.places = new Places(clients.connections(), clients.connectionsPerAddress());
      this.door = entrance.door(places, rates.addresses());
      this.forms = new Forms(door);
      this.logins = logins(settings.login());
      this.chatParts = new ChatParts(hub, door, json, clients.frameBytes());
      Protocol protocol = protocol(door, json);
      ExecutorService patient = pool(PATIENT_THREADS, "madang-patient");
      Heartbeats heartbeats = new Heartbeats(clients.ping(), clients.silence(), threads.clock());
      this.socketParts =
          new SocketParts(
              hub,
              door,
              List.of(protocol),
              heartbeats,
              patient,
              rates.frames(),
              clients.frameBytes());
      this.bodies =
          new Body.Rules(
              clients.frameBytes(),
              clients.bodyTime(),
              new Places("bodies on their way", BODIES, BODIES_PER_ADDRESS)::take);
      this.httpParts =
          new HttpParts(
              hub,
              door,
              entrance.rooms(hub),
              entrance.tickets(),
              protocol,
              json,
              pool(ANSWER_THREADS, "madang-answer"),
              threads.clock(),
              bodies,
              new Places("large answers", LARGE_ANSWERS, LARGE_ANSWERS_PER_ADDRESS)::take,
              settings.limits().writeBytes(),
              clients.ping(),
              clients.silence());
      this.attachmentParts =
          attachmentParts(
              new Attachments.Parts(
                  policies,
                  new SqlAttachments(database),
                  rates.uploads(),
                  new SteadyClock(Clock.systemUTC(), System::nanoTime),
                  threads.catchUp()),
              threads);
      MarketFeeds feeds = new MarketFeeds(settings.marketFeed(), hub, json);
      feeds.start(toClose);
      this.marketParts =
          new MarketParts(
              hub, door, json, feeds.symbols(), settings.limits().topicsPerConnection());
      this.labParts = settings.lab().map(limits -> labParts(limits, json));
      toClose.push(() -> hub.closeReaders(1001, "the server goes away"));
      entrance.start(hub);
    } catch (RuntimeException e) {
      close();
      throw e instanceof StoreException || e instanceof RefusedException
          ? new SettingsException(String.valueOf(e.getMessage()))
          : e;
    }
  }

  private static Logins logins(Settings.Login login) {
    Places atOnce = new Places("logins at once", LOGINS, LOGINS_PER_ADDRESS);
    Quota failures = Quota.perMinute(login.failuresPerMinute());
    return new Logins(new FailureRate("failed logins", failures), atOnce::take);
  }

  private AttachmentParts attachmentParts(Attachments.Parts parts, Threads threads) {
    Settings.Files files = settings.files();
    Attachments attachments = new Attachments(parts, files.limits());
    Runnable sweep = new SafeTask(attachments::sweep);
    long every = settings.limits().trimEvery().toMillis();
    threads
        .clock()
        .scheduleWithFixedDelay(
            () -> threads.catchUp().execute(sweep), every, every, TimeUnit.MILLISECONDS);
    Places uploads = new Places("uploads", files.uploads(), files.uploadsPerAddress());
    Places downloads = new Places("downloads", files.downloads(), files.downloadsPerAddress());
    ExecutorService uploading = Executors.newCachedThreadPool(Threads.named("madang-upload"));
    toClose.push(() -> end(uploading));
    return new AttachmentParts(
        attachments,
        uploading,
        visitor -> uploads.take(visitor.address()),
        visitor -> downloads.take(visitor.address()));
  }

  private LabParts labParts(LabLimits limits, Json json) {
    TokenBuckets starts =
        new TokenBuckets(
            "measurements", "address", TokenBuckets.Quota.perMinute(limits.perMinute()));
    Workbench bench = own(new Workbench(hub));
    return new LabParts(forms, json, limits, starts, bench, new Handshakes());
  }

  private List<Application> applications(BiPredicate<Speaker, Topic> moderates) {
    Settings.Retentions kept = settings.retentions();
    List<Application> applications = new ArrayList<>();
    applications.add(Chat.application(kept.chat(), moderates));
    applications.add(Market.application(kept.market()));
    applications.add(Inbox.application(kept.inbox()));
    settings.lab().ifPresent(limits -> applications.add(Lab.application()));
    return applications;
  }

  private Database open() {
    Database opened = openDatabase();
    @Nullable AutoCloseable pool = opened.close();
    if (pool != null) {
      toClose.push(pool);
    }
    return opened;
  }

  /** Transient topics are in memory, unless other servers are to see the same. */
  private MessageStore transientStore(Database database) {
    Settings.Store store = settings.store();
    return settings.redis().isPresent()
        ? SqlStore.relaxed(database, Clock.systemUTC(), store.repeatWindow())
        : new MemoryStore(Clock.systemUTC(), store.memoryTopics(), store.memoryBytes());
  }

  private ChannelLayer layer() {
    Optional<RedisPlace> redis = settings.redis();
    return own(redis.isPresent() ? new RedisLayer(redis.get()) : new LocalLayer());
  }

  private Database openDatabase() {
    Settings.Store store = settings.store();
    if (store.jndi().isPresent()) {
      return Database.jndi(store.jndi().get());
    }
    if (store.url().isPresent()) {
      return Database.url(
          store.url().get(),
          store.user().orElse(null),
          store.password().orElse(null),
          store.poolSize());
    }
    toClose.push(DataFolder.lock(settings.data()));
    return Database.sqlite(settings.data().resolve("madang.db"), store.poolSize());
  }

  /** Nobody else writes to the embedded database, so it need not be asked for news. */
  private Limits limits() {
    boolean isShared = settings.store().jndi().isPresent() || settings.store().url().isPresent();
    Limits limits = settings.limits();
    return isShared ? limits : limits.withHeadCheck(Duration.ZERO);
  }

  private Protocol protocol(Door door, Json json) {
    Settings.Clients clients = settings.clients();
    ServerFrames frames =
        new ServerFrames(
            (int) clients.ping().toSeconds(),
            new ServerFrames.LimitsPart(
                clients.frameBytes(),
                settings.limits().topicsPerConnection(),
                clients.publishesPerSecond()));
    return new JsonProtocol(hub, door, json, frames);
  }

  private ExecutorService pool(int threads, String name) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Threads.named(name));
    toClose.push(() -> end(pool));
    return pool;
  }

  /** Lets a pool do what waits, in a bounded time. */
  private static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    if (!pool.awaitTermination(3, TimeUnit.SECONDS)) {
      pool.shutdownNow();
    }
  }

  private <T extends AutoCloseable> T own(T part) {
    toClose.push(part);
    return part;
  }

  /** How often the durable store was read so. */
  long reads(CountedStore.Read read) {
    return durable.count(read);
  }

  Entrance entrance() {
    return entrance;
  }

  Door door() {
    return door;
  }

  public Settings settings() {
    return settings;
  }

  public Hub hub() {
    return hub;
  }

  /** Where names and passwords are tried. */
  Logins logins() {
    return logins;
  }

  /** What was opened with a session that has ended is closed, unless everything is. */
  void endSession(String session) {
    if (!isDraining) {
      entrance.log().endSession(FrontDoor.sessionMark(session));
    }
  }

  /** How many connections there are. */
  public int connections() {
    return places.taken();
  }

  /** Whether the durable store keeps what it is given, and nothing ends; told within a second. */
  public boolean isReady() {
    return !isDraining && readiness.isReady();
  }

  public SocketParts socketParts() {
    return socketParts;
  }

  public HttpParts httpParts() {
    return httpParts;
  }

  /** What holds for the bodies of forms. */
  Body.Rules formBodies() {
    return bodies.withBytes(FORM_GROWTH * bodies.maxBytes());
  }

  /** Takes one ping of a connection's; whether it was there. */
  boolean takePing(Object connection) {
    return rates.pings().tryTake(connection, 1).isZero();
  }

  public ChatParts chatParts() {
    return chatParts;
  }

  public MarketParts marketParts() {
    return marketParts;
  }

  /** Unless it is switched off. */
  public Optional<LabParts> labParts() {
    return labParts;
  }

  /** What the database calls itself. */
  Database database() {
    return database;
  }

  public Forms forms() {
    return forms;
  }

  public AttachmentParts attachmentParts() {
    return attachmentParts;
  }

  /**
   * From now on the server is not ready; who sends it clients has a moment to notice, and they are
   * still served.
   */
  public void announceDrain() throws InterruptedException {
    isDraining = true;
    Thread.sleep(settings.drain().notice().toMillis());
  }

  /**
   * Lets nobody in, tells the clients that the server goes away, and waits for them to go; once.
   */
  public void drain() throws InterruptedException {
    isDraining = true;
    if (door.close()) {
      hub.drain(settings.drain().comeBack(), DRAIN_PATIENCE);
    }
  }

  /** Commits what waits and ends everything, the last that was started first. */
  @Override
  public void close() {
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "closing failed: {0}", e.toString());
      }
    }
  }
}
