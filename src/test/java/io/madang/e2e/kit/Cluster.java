package io.madang.e2e.kit;

import io.madang.kit.Redis;
import io.madang.kit.SharedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Real servers that share a real PostgreSQL and a real Redis.
 *
 * <p>Threads: one thread at a time.
 */
public final class Cluster implements AutoCloseable {
  private final Redis redis;
  private final List<MadangProcess> servers = new ArrayList<>();

  private Cluster(Redis redis) {
    this.redis = redis;
  }

  /** Starts so many servers; settings as {@code name=value}. */
  public static Cluster start(int count, String... settings) {
    try {
      Cluster cluster = new Cluster(Redis.start());
      cluster.add(count, settings);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(int count, String... settings) {
    String[] all =
        Stream.concat(
                Stream.of(
                    "madang.store.url=" + SharedPostgres.newDatabase(),
                    "madang.redis.url=" + redis.uri(),
                    "madang.limits.publishes-per-second=100000"),
                Stream.of(settings))
            .toArray(String[]::new);
    try {
      for (int i = 0; i < count; i++) {
        servers.add(MadangProcess.start(all));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
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
    redis.close();
  }
}
