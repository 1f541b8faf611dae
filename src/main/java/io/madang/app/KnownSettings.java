package io.madang.app;

import java.util.ArrayList;
import java.util.List;

/** All settings, in the order of the documentation. */
public final class KnownSettings {

  private static final List<Setting> ALL = new ArrayList<>();

  static final Setting DATA =
      add("madang.data", "madang-data", "path", "Folder of the embedded database.");
  static final Setting STORE_URL =
      add("madang.store.url", "", "JDBC address", "The database, when it is not the embedded one.");
  static final Setting STORE_USER =
      add("madang.store.user", "", "text", "User for the database at the address.");
  static final Setting STORE_PASSWORD =
      add("madang.store.password", "", "text", "Password for the database at the address.");
  static final Setting STORE_JNDI =
      add(
          "madang.store.jndi",
          "",
          "JNDI name",
          "The container's DataSource; it goes before the address.");
  static final Setting STORE_POOL =
      add(
          "madang.store.pool-size",
          "8",
          "connections",
          "Connections to the database, unless the container has the pool.");
  static final Setting STORE_REPEAT =
      add(
          "madang.store.repeat-window",
          "1h",
          "duration",
          "How long after it was published a message that retention dropped is still known when it comes again.");
  static final Setting STORE_TIMEOUT =
      add(
          "madang.store.timeout",
          "4s",
          "duration",
          "After this what the store did not do is answered with unavailable.");
  static final Setting STORE_HEAD_CHECK =
      add(
          "madang.store.head-check",
          "1s",
          "duration",
          "How often a shared database is asked for what other servers wrote.");
  static final Setting REDIS_URL =
      add(
          "madang.redis.url",
          "",
          "Redis address",
          "The Redis between servers that share a PostgreSQL: redis://user:password@host:6379, rediss: for TLS; of a Redis Cluster some nodes, with commas between them.");
  static final Setting REDIS_MODE =
      add(
          "madang.redis.mode",
          "plain",
          "plain or sharded",
          "Whether bells go to all nodes of a Redis Cluster, or each to one shard (Redis 7).");
  static final Setting REDIS_SHARDS =
      add(
          "madang.redis.shards",
          "8",
          "groups",
          "Into how many groups sharded channels are parted, at most 64; the same on all servers.");
  static final Setting REDIS_PREFIX =
      add("madang.redis.prefix", "madang:", "text", "Begins the names of the channels in Redis.");
  static final Setting MEMORY_TOPICS =
      add(
          "madang.memory.topics",
          "10000",
          "topics",
          "Transient topics in memory; over it the one used longest ago is forgotten.");
  static final Setting MEMORY_BYTES =
      add("madang.memory.bytes", "67108864", "bytes", "Bodies of transient messages in memory.");
  static final Setting PUBLISH_KEY =
      add(
          "madang.publish-key",
          "",
          "text",
          "Who sends it as a bearer token may write everywhere, at any rate.");
  static final Setting POLICIES =
      add(
          "madang.policies",
          "",
          "path",
          "The file of policies; without it policies.yaml in the folder for data, if it is there.");
  static final Setting API_KEYS =
      add(
          "madang.api-keys",
          "",
          "path",
          "The file of programs' keys; without it api-keys in the folder for data.");
  static final Setting SIGNING_KEYS =
      add(
          "madang.signing-keys",
          "",
          "secrets",
          "Secrets of 32 bytes at least that sign guests' passes and tickets, the newest first, the same on all servers; without them they are made and rotated in the folder for data.");
  static final Setting JWT_ALGORITHMS =
      add(
          "madang.jwt.algorithms",
          "",
          "algorithms",
          "Which may have signed tokens: HS256, or some of RS256, ES256 and EdDSA; without them no tokens are taken.");
  static final Setting JWT_KEYS =
      add(
          "madang.jwt.keys-file",
          "",
          "path",
          "What verifies tokens: JSON Web Keys, public keys in PEM, or the secret of HS256.");
  static final Setting JWT_ADDRESS =
      add(
          "madang.jwt.keys-url",
          "",
          "keys address",
          "Where the issuer shows its keys, in place of a file.");
  static final Setting JWT_ISSUER =
      add("madang.jwt.issuer", "", "text", "Whom a token must name as its issuer.");
  static final Setting JWT_AUDIENCE =
      add("madang.jwt.audience", "", "text", "For whom a token must be.");
  static final Setting JWT_LEEWAY =
      add("madang.jwt.leeway", "30s", "duration", "How far the issuer's clock may be from ours.");
  static final Setting JWT_ROLES =
      add("madang.jwt.roles-claim", "roles", "text", "The claim that holds a user's roles.");
  static final Setting LOGIN =
      add(
          "madang.login",
          "auto",
          "auto, on or off",
          "Whether people sign in at /login, and programs by Authorization: Basic, with the container's realm; auto is on where java -jar has a file of users.");
  static final Setting LOGIN_SESSION =
      add(
          "madang.login.session",
          "12h",
          "duration",
          "How long somebody who asks for nothing stays signed in, at most 30d.");
  static final Setting LOGIN_FAILURES =
      add(
          "madang.login.failures-per-minute",
          "20",
          "per minute",
          "Failed logins from one network address; more are not tried.");
  static final Setting ORIGINS =
      add(
          "madang.origins",
          "",
          "list",
          "Sites, with commas between them, whose pages may connect and write beside the server's own.");
  static final Setting PROXIES =
      add(
          "madang.proxies",
          "",
          "list",
          "Addresses of proxies of one's own, whose X-Forwarded-For and X-Forwarded-Proto are believed.");
  static final Setting FRAME_ANCESTORS =
      add(
          "madang.frame-ancestors",
          "",
          "list",
          "Sites, with commas between them, that may show the pages in a frame.");
  static final Setting HSTS =
      add(
          "madang.hsts",
          "365d",
          "duration",
          "How long browsers that came by https shall come by nothing else.");
  static final Setting FRAME_BYTES =
      add(
          "madang.limits.frame-bytes",
          "65536",
          "bytes",
          "Largest message of a WebSocket, and largest body of a request.");
  static final Setting TOPICS =
      add(
          "madang.limits.topics-per-connection",
          "100",
          "topics",
          "Topics that one connection may listen to.");
  static final Setting PUBLISHES =
      add(
          "madang.limits.publishes-per-second",
          "20",
          "per second",
          "Publishes, signals and states of one user.");
  static final Setting BURST =
      add("madang.limits.publish-burst", "40", "publishes", "How many of them may come at once.");
  static final Setting TOPIC_PUBLISHES =
      add(
          "madang.limits.topic-publishes-per-second",
          "10000",
          "per second",
          "The same of all users in one topic; as many may come at once.");
  static final Setting SUBSCRIBES =
      add(
          "madang.limits.subscribes-per-second",
          "20",
          "per second",
          "Topics that one connection may begin to listen to, after as many as it may listen to at once.");
  static final Setting FRAMES =
      add(
          "madang.limits.frames-per-second",
          "100",
          "per second",
          "Frames of one user's WebSockets, crumbs of messages included; five times as many may come at once.");
  static final Setting PINGS =
      add(
          "madang.limits.pings-per-second",
          "10",
          "per second",
          "Pings of the WebSocket protocol that one connection may send; five times as many may come at once. In Tomcat it takes `madang-tomcat.jar`.");
  static final Setting REQUESTS =
      add(
          "madang.limits.requests-per-second",
          "2000",
          "per second",
          "Requests of one network address, polls included; twice as many may come at once.");
  static final Setting CONNECTS =
      add(
          "madang.limits.connects-per-second",
          "20",
          "per second",
          "WebSockets and streams that one network address may begin.");
  static final Setting CONNECT_BURST =
      add("madang.limits.connect-burst", "400", "connects", "How many of them may begin at once.");
  static final Setting FLOOD_CONNECTS =
      add(
          "madang.limits.flood-connects",
          "40",
          "connects",
          "How many of them a connection that is sent away for its frames takes from its address.");
  static final Setting FAILED_PROOFS =
      add(
          "madang.limits.failed-proofs-per-minute",
          "60",
          "per minute",
          "Wrong tokens, tickets and keys of one network address; after them none is looked at.");
  static final Setting BODY_TIME =
      add(
          "madang.limits.body-time",
          "30s",
          "duration",
          "How long the body of a request may take to come.");
  static final Setting CONNECTIONS =
      add(
          "madang.limits.connections",
          "10000",
          "connections",
          "WebSockets, streams and waiting polls in all.");
  static final Setting PER_ADDRESS =
      add(
          "madang.limits.connections-per-address",
          "200",
          "connections",
          "The same from one network address.");
  static final Setting JSON_DEPTH =
      add("madang.limits.json-depth", "32", "levels", "How deep objects and arrays may nest.");
  static final Setting CATCH_UP_PAGE =
      add(
          "madang.limits.catch-up-page",
          "500",
          "messages",
          "Messages read from the store at once for a reader that is behind.");
  static final Setting TAIL_BYTES =
      add(
          "madang.limits.tail-bytes",
          "8388608",
          "bytes",
          "Newest messages of one topic kept in memory.");
  static final Setting TAIL_TOTAL =
      add(
          "madang.limits.tail-total-bytes",
          "67108864",
          "bytes",
          "Newest messages of all topics kept in memory.");
  static final Setting WRITE_BYTES =
      add("madang.limits.write-bytes", "65536", "bytes", "Handed to one connection at once.");
  static final Setting WAITING_PUBLISHES =
      add(
          "madang.limits.waiting-publishes",
          "20000",
          "publishes",
          "Publishes that may wait for the store; more are answered with unavailable.");
  static final Setting WAITING_FRAMES =
      add(
          "madang.limits.waiting-frames",
          "1000",
          "frames",
          "Answers that may wait for a client that does not read; then it is closed with 1013.");
  static final Setting STATE_KEYS =
      add("madang.limits.state-keys", "256", "keys", "Keys of one topic's state.");
  static final Setting PING =
      add(
          "madang.heartbeat.ping",
          "25s",
          "duration",
          "How often each connection gets a sign of life.");
  static final Setting SILENCE =
      add(
          "madang.heartbeat.silence",
          "60s",
          "duration",
          "After this a client that says or takes nothing is gone.");
  static final Setting DRAIN_NOTICE =
      add(
          "madang.drain.notice",
          "1s",
          "duration",
          "How long a server that ends is not ready before it lets nobody in.");
  static final Setting DRAIN_COME_BACK =
      add(
          "madang.drain.come-back",
          "5s",
          "duration",
          "Within this its clients are told to come back, when they are thousands.");
  static final Setting LEASE =
      add(
          "madang.presence.lease",
          "45s",
          "duration",
          "How long a person who polls counts as present after each request.");
  static final Setting ATTACHMENT_BYTES =
      add("madang.attachments.max-bytes", "10485760", "bytes", "Largest file.");
  static final Setting THUMBNAIL_BYTES =
      add("madang.attachments.thumbnail-bytes", "65536", "bytes", "Largest thumbnail.");
  static final Setting ATTACHMENT_USER_BYTES =
      add(
          "madang.attachments.user-bytes",
          "104857600",
          "bytes",
          "Files of one user that are kept, thumbnails and uploads on their way included.");
  static final Setting ATTACHMENT_TOTAL_BYTES =
      add("madang.attachments.total-bytes", "5368709120", "bytes", "The same of all users.");
  static final Setting ATTACHMENT_NAME =
      add("madang.attachments.name-length", "120", "characters", "Longest name of a file.");
  static final Setting UPLOADS =
      add("madang.attachments.uploads", "16", "uploads", "Uploads at once; each has a thread.");
  static final Setting UPLOADS_PER_ADDRESS =
      add(
          "madang.attachments.uploads-per-address",
          "4",
          "uploads",
          "The same from one network address.");
  static final Setting UPLOADS_PER_MINUTE =
      add(
          "madang.attachments.uploads-per-minute",
          "20",
          "per minute",
          "Uploads of one user; as many may come at once.");
  static final Setting UPLOAD_TIME =
      add(
          "madang.attachments.upload-time",
          "10m",
          "duration",
          "After this an upload that is not complete is refused.");
  static final Setting DOWNLOADS =
      add(
          "madang.attachments.downloads",
          "500",
          "downloads",
          "Downloads at once; each has 128 KiB in memory.");
  static final Setting DOWNLOADS_PER_ADDRESS =
      add(
          "madang.attachments.downloads-per-address",
          "100",
          "downloads",
          "The same from one network address.");
  static final Setting CHAT_MESSAGES =
      add(
          "madang.retention.chat.messages",
          "1000000",
          "messages",
          "Newest messages kept of each chat/* topic.");
  static final Setting CHAT_AGE =
      add("madang.retention.chat.age", "3650d", "duration", "Age up to which they are kept.");
  static final Setting MARKET_MESSAGES =
      add(
          "madang.retention.market.messages",
          "1000",
          "messages",
          "Newest messages kept of each market/* topic.");
  static final Setting MARKET_AGE =
      add("madang.retention.market.age", "1h", "duration", "Age up to which they are kept.");
  static final Setting INBOX_MESSAGES =
      add(
          "madang.retention.inbox.messages",
          "100",
          "messages",
          "Newest messages kept of each inbox/* topic.");
  static final Setting INBOX_AGE =
      add("madang.retention.inbox.age", "1h", "duration", "Age up to which they are kept.");
  static final Setting TRIM_EVERY =
      add("madang.retention.every", "10s", "duration", "How often retention is applied.");
  static final Setting SIMULATE =
      add(
          "madang.market.simulate",
          "true",
          "true or false",
          "Whether a simulated exchange fills market/* with twenty symbols.");
  static final Setting SEED =
      add("madang.market.seed", "1", "number", "The same seed gives the same simulated prices.");
  static final Setting TICKS =
      add(
          "madang.market.ticks-per-second",
          "20",
          "per second",
          "Simulated trades of all symbols together, at most 1000.");
  static final Setting BRIDGE_URL =
      add(
          "madang.market.bridge.url",
          "",
          "WebSocket address",
          "An exchange whose public tickers are read into market/*.");
  static final Setting BRIDGE_FORMAT =
      add(
          "madang.market.bridge.format",
          "upbit",
          "upbit or binance",
          "The words in which it speaks.");
  static final Setting BRIDGE_SYMBOLS =
      add(
          "madang.market.bridge.symbols",
          "BTC-KRW,ETH-KRW,XRP-KRW",
          "symbols",
          "Which of its symbols, as topics name them, at most 100.");
  static final Setting LAB_PAGE =
      add(
          "madang.lab.page",
          "true",
          "true or false",
          "Whether there is the page /lab, on which visitors have this server measured.");
  static final Setting LAB_URL =
      add(
          "madang.lab.url",
          "",
          "loopback address",
          "Where the server reaches itself on the loopback, if not by the port that the request came to.");
  static final Setting LAB_READERS =
      add("madang.lab.readers", "40", "readers", "Readers of each transport, at most 100.");
  static final Setting LAB_RATE =
      add("madang.lab.messages-per-second", "10", "per second", "Messages, at most 15.");
  static final Setting LAB_PAYLOAD =
      add("madang.lab.payload-bytes", "2000", "bytes", "Text of a message, at most 10000.");
  static final Setting LAB_TIME =
      add("madang.lab.time", "20s", "duration", "Of one measurement, from 2s to 60s.");
  static final Setting LAB_PER_MINUTE =
      add(
          "madang.lab.per-minute",
          "6",
          "per minute",
          "Measurements that one network address may start; there is one at a time.");
  static final Setting SERVER_PAGE =
      add(
          "madang.server-page",
          "names",
          "names, versions or off",
          "What the page /server tells of the container, the database and Java.");
  static final Setting FAN_OUT =
      add("madang.threads.fan-out", "2", "threads", "Threads that hand messages to connections.");
  static final Setting CATCH_UP =
      add(
          "madang.threads.catch-up",
          "4",
          "threads",
          "Threads that read the store for readers that are behind.");

  private KnownSettings() {}

  private static Setting add(String name, String standard, String unit, String meaning) {
    Setting setting = new Setting(name, standard, unit, meaning);
    ALL.add(setting);
    return setting;
  }

  /** All of them. */
  public static List<Setting> all() {
    return List.copyOf(ALL);
  }
}
