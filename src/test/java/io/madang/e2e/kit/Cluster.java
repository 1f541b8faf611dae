package io.madang.e2e.kit;

import io.madang.kit.Redis;
import io.madang.kit.SharedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Real servers that share a real PostgreSQL and a real Redis.
 *
 * <p>Threads: one thread at a time.
 */
public final class Cluster implements AutoCloseable {
  private final Redis redis;
  private final List<MadangProcess> servers = new ArrayList<>();
  private final List<FaultyProxy> redisCables = new ArrayList<>();
  private final List<FaultyProxy> storeCables = new ArrayList<>();

  private Cluster(Redis redis) {
    this.redis = redis;
  }

  /** Starts so many servers; settings as {@code name=value}. */
  public static Cluster start(int count, String... settings) {
    String store = SharedPostgres.newDatabase();
    Cluster cluster = empty();
    return cluster.add(count, settings, () -> store, () -> cluster.redis.uri().toString());
  }

  /** The same over any PostgreSQL, each server with cables of its own that can be pulled. */
  public static Cluster startWithCables(int count, String storeUrl, String... settings) {
    URI store = URI.create(storeUrl.substring("jdbc:".length()));
    Cluster cluster = empty();
    return cluster.add(
        count,
        settings,
        () -> {
          FaultyProxy cable = new FaultyProxy(store);
          cluster.storeCables.add(cable);
          return storeUrl.replace(store.getAuthority(), "127.0.0.1:" + cable.port());
        },
        () -> {
          FaultyProxy cable = new FaultyProxy(cluster.redis.uri());
          cluster.redisCables.add(cable);
          return "redis://127.0.0.1:" + cable.port();
        });
  }

  private static Cluster empty() {
    try {
      return new Cluster(Redis.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cluster add(
      int count, String[] settings, Supplier<String> store, Supplier<String> bells) {
    try {
      for (int i = 0; i < count; i++) {
        Stream<String> own =
            Stream.of(
                "madang.store.url=" + store.get(),
                "madang.redis.url=" + bells.get(),
                "madang.limits.publishes-per-second=100000");
        servers.add(
            MadangProcess.start(Stream.concat(own, Stream.of(settings)).toArray(String[]::new)));
      }
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What lies between a server and Redis. */
  public FaultyProxy redisCable(int index) {
    return redisCables.get(index);
  }

  /** What lies between a server and PostgreSQL. */
  public FaultyProxy storeCable(int index) {
    return storeCables.get(index);
  }

  /** One of the servers. */
  public MadangProcess server(int index) {
    return servers.get(index);
  }

  /** Where they answer. */
  public List<URI> uris() {
    return servers.stream().map(MadangProcess::uri).toList();
  }

  /** What rings between them. */
  public Redis redis() {
    return redis;
  }

  @Override
  public void close() {
    servers.forEach(MadangProcess::close);
    redisCables.forEach(FaultyProxy::close);
    storeCables.forEach(FaultyProxy::close);
    redis.close();
  }
}
