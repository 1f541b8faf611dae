package io.madang.e2e.kit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A real server: {@code java -jar madang.war} on a free port with a data folder of its own.
 *
 * <p>The process ends with {@link #close}, and at the latest with this JVM. What it prints is kept
 * under {@code target/e2e}. The system property {@code madang.war} names another file to run.
 *
 * <p>Threads: one thread at a time; {@link #uri} any thread.
 */
public final class MadangProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final int ATTEMPTS = 5;

  /**
   * Where servers live for seconds, one compiler is enough: half of a start is the other's work.
   */
  private static final List<String> JAVA_OPTIONS =
      Stream.of(System.getProperty("madang.java.options", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  /** Those that were not closed; the shared ones never are. */
  private static final Set<MadangProcess> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(MadangProcess::reap, "reaper"));
  }

  private final Path java;
  private final List<String> options;
  private final Path data;
  private final int port;
  private final Path log;
  private Process process;

  private MadangProcess(Path java, int port, Path data, List<String> options) {
    this.java = java;
    this.port = port;
    this.data = data;
    this.options = options;
    this.log = logFile(port);
    this.process = launch();
    OPEN.add(this);
  }

  private static void reap() {
    RUNNING.forEach(Process::destroyForcibly);
    OPEN.forEach(MadangProcess::close);
  }

  /** Starts a server and waits until it is ready; settings as {@code name=value}. */
  public static MadangProcess start(String... settings) {
    return startWith(Jdk.java(), settings);
  }

  /** The same over TLS, with a certificate and its key in PEM. */
  public static MadangProcess startTls(Path certificate, Path key, String... settings) {
    String[] options = {"--tls-certificate", certificate.toString(), "--tls-key", key.toString()};
    return start(Jdk.java(), MadangProcess::temporaryFolder, List.of(options), settings);
  }

  /** The same with another Java. */
  public static MadangProcess startWith(Path java, String... settings) {
    return start(java, MadangProcess::temporaryFolder, settings);
  }

  /** The same with a new folder for its data below another one. */
  public static MadangProcess startBelow(Path folder, String... settings) {
    return start(Jdk.java(), () -> newFolder(folder), settings);
  }

  private static MadangProcess start(Path java, Supplier<Path> data, String... settings) {
    return start(java, data, List.of(), settings);
  }

  private static MadangProcess start(
      Path java, Supplier<Path> data, List<String> options, String... settings) {
    List<String> all = new ArrayList<>(options);
    for (String setting : settings) {
      all.addAll(List.of("--set", setting));
    }
    for (int attempt = 1; ; attempt++) {
      MadangProcess server = new MadangProcess(java, Ports.free(), data.get(), all);
      if (server.becomesReady()) {
        return server;
      }
      boolean collided = !server.process.isAlive() && !Ports.isFree(server.port);
      String output = server.output();
      server.close();
      if (!collided || attempt == ATTEMPTS) {
        throw new IllegalStateException("the server did not become ready:\n" + output);
      }
    }
  }

  /** Where the server answers, without a slash at the end. */
  public URI uri() {
    String scheme = options.contains("--tls-key") ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  /** A guest whom the server has not seen before. */
  public Api guest() {
    return new Api(uri(), Urls.freshClient());
  }

  /** The folder that survives {@link #restart}. */
  public Path data() {
    return data;
  }

  /** The process, for a look from outside. */
  public long pid() {
    return process.pid();
  }

  /** How a command line ended. */
  public record Ended(int status, String output) {}

  /** Runs {@code java -jar madang.war} with options with which it should end by itself. */
  public static Ended run(String... options) {
    return runWith("", options);
  }

  /** The same with something on its input. */
  public static Ended runWith(String input, String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(javaCommand(Jdk.java()));
    command.addAll(List.of(options));
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      RUNNING.add(started);
      try (var in = started.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var output = CompletableFuture.supplyAsync(() -> textOf(started));
      try {
        if (!started.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException("it did not end: " + command);
        }
        return new Ended(started.exitValue(), output.join());
      } finally {
        started.destroyForcibly();
        RUNNING.remove(started);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String textOf(Process started) {
    try {
      return new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9}; returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; returns the exit status. */
  public int terminate() {
    process.destroy();
    return awaitEnd();
  }

  /** SIGTERM, not waited for. */
  public void beginToTerminate() {
    process.destroy();
  }

  /** Starts it again with the same port and data, and waits until it is ready. */
  public void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException("still running");
    }
    process = launch();
    if (!becomesReady()) {
      throw new IllegalStateException("the server did not come back:\n" + output());
    }
  }

  /** Empties the data folder of a server that does not run. */
  public void wipe() {
    delete(data);
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of what the server printed. */
  public String output() {
    String all = wholeOutput();
    return log + ":\n" + all.substring(Math.max(0, all.length() - 4_000));
  }

  /** All that the server printed; a byte that is no UTF-8 becomes U+FFFD. */
  public String wholeOutput() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return log + " cannot be read: " + e;
    }
  }

  /** Kills the process and deletes its data. */
  @Override
  public void close() {
    OPEN.remove(this);
    kill();
    delete(data);
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    command.addAll(javaCommand(java));
    command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
    command.addAll(options);
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      RUNNING.add(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean becomesReady() {
    await("the server is ready")
        .atMost(START)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> isReady() || !process.isAlive());
    return process.isAlive();
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest ask =
        HttpRequest.newBuilder(uri().resolve("/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return Api.HTTP.send(ask, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server did not stop:\n" + output());
      }
      RUNNING.remove(process);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Has a process ended when this JVM ends, at the latest. */
  static void endWithThis(Process process) {
    RUNNING.add(process);
  }

  private static List<String> javaCommand(Path java) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(ClassArchive.options(java, war()));
    command.addAll(List.of("-jar", war().toString()));
    return command;
  }

  private static Path war() {
    Path war = Path.of(System.getProperty("madang.war", "target/madang.war"));
    if (!Files.isRegularFile(war)) {
      throw new IllegalStateException("no " + war + ": run mvn package first");
    }
    return war;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("madang-e2e-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newFolder(Path above) {
    try {
      return Files.createTempDirectory(above, "madang-e2e-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path logFile(int port) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "e2e"));
      return Files.createTempFile(folder, "server-" + port + "-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
