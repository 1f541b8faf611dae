package io.madang.kit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import redis.embedded.RedisServer;

/** A real Redis from a jar, on a free port; it can be killed and started again on the same one. */
public final class Redis implements AutoCloseable {

  private static final int TRIES = 10;

  private final int port;
  private RedisServer server;

  private Redis(int port) throws IOException {
    this.port = port;
    this.server = started(port);
  }

  /** Starts one. */
  public static Redis start() throws IOException {
    return start(TRIES);
  }

  private static Redis start(int tries) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try {
      return new Redis(port);
    } catch (IOException e) {
      if (tries == 1) {
        throw e;
      }
      return start(tries - 1);
    }
  }

  private static RedisServer started(int port) throws IOException {
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    server.start();
    return server;
  }

  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** Ends it; clients lose their connections. */
  public void stop() throws IOException {
    server.stop();
  }

  /** Starts it again, empty, where it was. */
  public void startAgain() throws IOException {
    server = started(port);
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
