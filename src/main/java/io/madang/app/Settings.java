package io.madang.app;

import io.madang.attachment.AttachmentLimits;
import io.madang.attachment.Usage;
import io.madang.core.Limits;
import io.madang.core.Retention;
import io.madang.core.Site;
import io.madang.identity.TokenRules;
import io.madang.lab.page.LabLimits;
import io.madang.layer.redis.RedisPlace;
import io.madang.market.bridge.Source;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that can be set, checked. Immutable. */
public record Settings(
    Path data,
    Store store,
    Optional<RedisPlace> redis,
    Optional<String> publishKey,
    Identity identity,
    Login login,
    Set<Site> origins,
    Set<String> proxies,
    Browsers browsers,
    Clients clients,
    Rates rates,
    Drain drain,
    Limits limits,
    Files files,
    Retentions retentions,
    MarketFeed marketFeed,
    Optional<LabLimits> lab,
    ServerPage serverPage,
    int fanOutThreads,
    int catchUpThreads) {

  private static final int MOST_SHARDS = 64;
  private static final int MOST_PER_SECOND = 100_000_000;

  /** The databases. */
  public record Store(
      Optional<String> url,
      Optional<String> user,
      Optional<String> password,
      Optional<String> jndi,
      int poolSize,
      Duration repeatWindow,
      int memoryTopics,
      long memoryBytes) {}

  /** Who is who, and where it is said who may do what. */
  public record Identity(
      Path policies, Path apiKeys, List<String> signingKeys, Optional<TokenRules> tokens) {}

  /** Signing in with a name and a password. */
  public record Login(Page page, Duration session, int failuresPerMinute) {

    /** Whether there is a page for it. */
    public enum Page {
      /** Where the server itself says that it knows users. */
      AUTO,
      ON,
      OFF
    }
  }

  /** What browsers are told to do with the pages. */
  public record Browsers(List<Site> frameAncestors, Duration hsts) {}

  /** What one client may do, and how it is known to be alive. */
  public record Clients(
      int frameBytes,
      int publishesPerSecond,
      int publishBurst,
      int connections,
      int connectionsPerAddress,
      int jsonDepth,
      Duration bodyTime,
      Duration ping,
      Duration silence) {}

  /** How often things may be done; per second, proofs per minute. */
  public record Rates(
      int topicPublishes,
      int subscribes,
      int frames,
      int pings,
      int requests,
      int connects,
      int connectBurst,
      int floodConnects,
      int failedProofs) {

    static Rates read(SettingValues v) {
      return new Rates(
          v.number(KnownSettings.TOPIC_PUBLISHES),
          v.number(KnownSettings.SUBSCRIBES),
          v.number(KnownSettings.FRAMES, MOST_PER_SECOND),
          v.number(KnownSettings.PINGS, MOST_PER_SECOND),
          v.number(KnownSettings.REQUESTS, MOST_PER_SECOND),
          v.number(KnownSettings.CONNECTS),
          v.number(KnownSettings.CONNECT_BURST),
          v.number(KnownSettings.FLOOD_CONNECTS),
          v.number(KnownSettings.FAILED_PROOFS));
    }
  }

  /** How the server goes away. */
  public record Drain(Duration notice, Duration comeBack) {}

  /** Attachments, and how many come and go at once. */
  public record Files(
      AttachmentLimits limits,
      int uploads,
      int uploadsPerAddress,
      int uploadsPerMinute,
      int downloads,
      int downloadsPerAddress) {}

  /** What is kept, by namespace. */
  public record Retentions(Retention chat, Retention market, Retention inbox) {}

  /** Where prices come from. */
  public record MarketFeed(
      boolean isSimulated, long seed, int ticksPerSecond, Optional<Source> bridge) {}

  /** What {@code /server} tells. */
  public enum ServerPage {
    OFF,
    NAMES,
    VERSIONS
  }

  static Settings of(SettingValues v) {
    return new Settings(
        data(v),
        new Store(
            v.optional(KnownSettings.STORE_URL),
            v.optional(KnownSettings.STORE_USER),
            v.optional(KnownSettings.STORE_PASSWORD),
            v.optional(KnownSettings.STORE_JNDI),
            v.number(KnownSettings.STORE_POOL),
            v.duration(KnownSettings.STORE_REPEAT),
            v.number(KnownSettings.MEMORY_TOPICS),
            v.longNumber(KnownSettings.MEMORY_BYTES)),
        redis(v),
        v.optional(KnownSettings.PUBLISH_KEY),
        IdentityValues.read(v, data(v)),
        IdentityValues.login(v),
        Set.copyOf(v.sites(KnownSettings.ORIGINS)),
        Set.copyOf(v.list(KnownSettings.PROXIES)),
        new Browsers(v.sites(KnownSettings.FRAME_ANCESTORS), v.durationOrZero(KnownSettings.HSTS)),
        new Clients(
            v.number(KnownSettings.FRAME_BYTES),
            v.number(KnownSettings.PUBLISHES),
            v.number(KnownSettings.BURST),
            v.number(KnownSettings.CONNECTIONS),
            v.number(KnownSettings.PER_ADDRESS),
            v.number(KnownSettings.JSON_DEPTH),
            v.duration(KnownSettings.BODY_TIME),
            v.duration(KnownSettings.PING),
            v.duration(KnownSettings.SILENCE)),
        Rates.read(v),
        new Drain(
            v.durationOrZero(KnownSettings.DRAIN_NOTICE),
            v.duration(KnownSettings.DRAIN_COME_BACK)),
        limits(v),
        files(v),
        new Retentions(
            new Retention(
                v.longNumber(KnownSettings.CHAT_MESSAGES), v.duration(KnownSettings.CHAT_AGE)),
            new Retention(
                v.longNumber(KnownSettings.MARKET_MESSAGES), v.duration(KnownSettings.MARKET_AGE)),
            new Retention(
                v.longNumber(KnownSettings.INBOX_MESSAGES), v.duration(KnownSettings.INBOX_AGE))),
        MarketValues.read(v),
        LabValues.read(v),
        LabValues.serverPage(v),
        v.number(KnownSettings.FAN_OUT),
        v.number(KnownSettings.CATCH_UP));
  }

  private static Path data(SettingValues v) {
    try {
      return Path.of(v.text(KnownSettings.DATA)).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new SettingsException(KnownSettings.DATA.name() + ": expected a path");
    }
  }

  private static Optional<RedisPlace> redis(SettingValues v) {
    int shards = redisShards(v);
    if (v.optional(KnownSettings.REDIS_URL).isEmpty()) {
      return Optional.empty();
    }
    if (v.optional(KnownSettings.STORE_URL).isEmpty()
        && v.optional(KnownSettings.STORE_JNDI).isEmpty()) {
      throw new SettingsException(
          KnownSettings.REDIS_URL.name()
              + ": servers that share a Redis share a database: set madang.store.url or .jndi");
    }
    String prefix = v.text(KnownSettings.REDIS_PREFIX);
    if (prefix.contains("{")) {
      throw SettingValues.bad(KnownSettings.REDIS_PREFIX, "expected no {");
    }
    try {
      List<URI> nodes = v.list(KnownSettings.REDIS_URL).stream().map(URI::create).toList();
      return Optional.of(new RedisPlace(nodes, prefix, shards));
    } catch (IllegalArgumentException e) {
      throw SettingValues.bad(
          KnownSettings.REDIS_URL, "expected redis://host:port or rediss://host:port");
    }
  }

  private static int redisShards(SettingValues v) {
    int shards = v.number(KnownSettings.REDIS_SHARDS, MOST_SHARDS);
    return switch (v.text(KnownSettings.REDIS_MODE).strip()) {
      case "plain" -> 0;
      case "sharded" -> shards;
      default -> throw SettingValues.bad(KnownSettings.REDIS_MODE, "expected plain or sharded");
    };
  }

  private static Files files(SettingValues v) {
    return new Files(
        new AttachmentLimits(
            v.longNumber(KnownSettings.ATTACHMENT_BYTES),
            v.number(KnownSettings.THUMBNAIL_BYTES),
            new Usage(
                v.longNumber(KnownSettings.ATTACHMENT_USER_BYTES),
                v.longNumber(KnownSettings.ATTACHMENT_TOTAL_BYTES)),
            v.number(KnownSettings.ATTACHMENT_NAME),
            v.duration(KnownSettings.UPLOAD_TIME),
            v.duration(KnownSettings.STORE_TIMEOUT)),
        v.number(KnownSettings.UPLOADS),
        v.number(KnownSettings.UPLOADS_PER_ADDRESS),
        v.number(KnownSettings.UPLOADS_PER_MINUTE),
        v.number(KnownSettings.DOWNLOADS),
        v.number(KnownSettings.DOWNLOADS_PER_ADDRESS));
  }

  private static Limits limits(SettingValues v) {
    return new Limits(
        v.number(KnownSettings.TOPICS),
        v.number(KnownSettings.CATCH_UP_PAGE),
        v.longNumber(KnownSettings.TAIL_BYTES),
        v.longNumber(KnownSettings.TAIL_TOTAL),
        v.number(KnownSettings.WRITE_BYTES),
        v.number(KnownSettings.WAITING_PUBLISHES),
        v.number(KnownSettings.WAITING_FRAMES),
        v.number(KnownSettings.STATE_KEYS),
        v.duration(KnownSettings.STORE_TIMEOUT),
        v.duration(KnownSettings.LEASE),
        Limits.defaults().idleStream(),
        v.durationOrZero(KnownSettings.STORE_HEAD_CHECK),
        v.duration(KnownSettings.TRIM_EVERY));
  }
}
