package io.madang.e2e.kit;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that stands in front of Madang (nginx, HAProxy, Apache httpd), with a file of {@code
 * server-config/cluster} as it is but for the addresses and the folders in it.
 *
 * <p>The process ends with {@link #close}, and at the latest with this JVM.
 *
 * <p>Threads: one thread at a time.
 */
public final class FrontServer implements AutoCloseable {

  private static final Path FILES = Path.of("server-config", "cluster");
  private static final Duration START = Duration.ofSeconds(20);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(FrontServer::end), "front-reaper"));
  }

  /** The programs. */
  public enum Kind {
    NGINX("nginx"),
    HAPROXY("haproxy"),
    HTTPD("apache2");

    private final String program;

    Kind(String program) {
      this.program = program;
    }

    /** How it is told to stay in the foreground, and then which file to read. */
    private List<String> options() {
      return switch (this) {
        case NGINX ->
            List.of("-g", "daemon off; pid nginx.pid;", "-e", "error.log", "-p", ".", "-c");
        case HAPROXY -> List.of("-db", "-f");
        case HTTPD -> List.of("-DFOREGROUND", "-f");
      };
    }

    /** The machine's program, if it has it. */
    public Optional<Path> program() {
      String folders = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
      return Stream.of(folders.split(File.pathSeparator))
          .map(folder -> Path.of(folder, program))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  /** Debian's nginx has its files where only root may write. */
  private static final String NGINX_FILES =
      "http { access_log off; client_body_temp_path body; proxy_temp_path proxy;"
          + " fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;";

  private final Kind kind;
  private final Process process;
  private final Path folder;

  private FrontServer(Kind kind, Process process, Path folder) {
    this.kind = kind;
    this.process = process;
    this.folder = folder;
    RUNNING.add(process);
  }

  @Override
  public String toString() {
    return kind.program;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param replacements what stands in the file, and what is to stand there instead; a text that
   *     does not occur is an error, as the file is another one then
   */
  public static FrontServer start(
      Kind kind, String name, int port, Map<String, String> replacements, String... environment) {
    try {
      Path folder = Files.createTempDirectory("madang-front-");
      String text = Files.readString(FILES.resolve(name));
      for (Map.Entry<String, String> one : replacements.entrySet()) {
        if (!text.contains(one.getKey())) {
          throw new IllegalArgumentException(name + " has no " + one.getKey());
        }
        text = text.replace(one.getKey(), one.getValue());
      }
      text = kind == Kind.NGINX ? text.replace("http {", NGINX_FILES) : text;
      Path file = Files.writeString(folder.resolve(name), text);
      List<String> command = new ArrayList<>();
      command.add(kind.program().orElseThrow().toString());
      command.addAll(kind.options());
      command.add(file.toString());
      Path log = Path.of("target", "e2e", name + "-" + port + ".log").toAbsolutePath();
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      for (int i = 0; i < environment.length; i += 2) {
        builder.environment().put(environment[i], environment[i + 1]);
      }
      FrontServer server = new FrontServer(kind, builder.start(), folder);
      try {
        server.awaitListening(port, log);
        return server;
      } catch (IOException | RuntimeException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening(int port, Path log) throws IOException {
    await().atMost(START).until(() -> !process.isAlive() || !Ports.isFree(port));
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** A port that nothing listens on. */
  public static int freePort() {
    return Ports.free();
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy(); // it ends its workers
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        end(process);
      }
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(process);
    MadangProcess.delete(folder);
  }
}
