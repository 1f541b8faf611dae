package io.madang.kit;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on a free port, from a jar or from the machine; it can be killed and started again
 * on the same port, and be frozen for a while. It ends at the latest with this JVM.
 *
 * <p>Threads: one thread at a time.
 */
public final class Redis implements AutoCloseable {

  private static final int TRIES = 10;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "redis-reaper"));
  }

  private final File program;
  private final int port;
  private final List<String> settings;
  private Process process;

  private Redis(File program, int port, List<String> settings) throws IOException {
    this.program = program;
    this.port = port;
    this.settings = settings;
    this.process = run();
  }

  /** Starts the one from the jar; settings as on its command line. */
  public static Redis start(String... settings) throws IOException {
    return start(ExecutableProvider.newJarResourceProvider().get(), settings);
  }

  /** Starts another one. */
  public static Redis start(File program, String... settings) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Redis redis = new Redis(program, freePort(), List.of(settings));
      if (redis.becomesReady()) {
        return redis;
      }
      if (attempt == TRIES) {
        throw new IOException("Redis does not start: " + program);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private Process run() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "redis", Integer.toString(port)));
    List<String> command = new ArrayList<>(List.of(program.getAbsolutePath()));
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", folder.toString(), "--save", "", "--appendonly", "no"));
    command.addAll(settings);
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    RUNNING.add(started);
    return started;
  }

  private boolean becomesReady() {
    await("Redis answers")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> answers() || !process.isAlive());
    return process.isAlive();
  }

  private boolean answers() {
    try (Jedis jedis = new Jedis(uri())) {
      jedis.ping();
      return true;
    } catch (JedisDataException e) {
      return true; // it wants a password
    } catch (JedisConnectionException e) {
      return false;
    }
  }

  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** {@code kill -9}; clients lose their connections. */
  public void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(process);
  }

  /** Starts it again, empty, where it was. */
  public void startAgain() throws IOException {
    process = run();
    if (!becomesReady()) {
      throw new IOException("Redis does not come back on port " + port);
    }
  }

  /** It does nothing more, and its connections stay open. */
  public void freeze() {
    Signals.send("STOP", process.toHandle());
  }

  /** It goes on. */
  public void thaw() {
    Signals.send("CONT", process.toHandle());
  }

  @Override
  public void close() {
    stop();
  }
}
