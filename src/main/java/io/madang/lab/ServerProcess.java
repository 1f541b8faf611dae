package io.madang.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server of our own: the same file, on a free port of 127.0.0.1, with an empty folder. It ends
 * with {@link #close}, and at the latest with this program.
 *
 * <p>Threads: one.
 */
final class ServerProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("http://localhost:(\\d+)/");
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final Path data;
  private final URI uri;
  private final Thread hook;

  private ServerProcess(Process process, Path data, URI uri, Thread hook) {
    this.process = process;
    this.data = data;
    this.uri = uri;
    this.hook = hook;
  }

  static ServerProcess start(Path war) throws IOException {
    Path data = Files.createTempDirectory("madang-lab-");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-jar",
                war.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .start();
    Thread hook = new Thread(process::destroyForcibly, "lab-end");
    Runtime.getRuntime().addShutdownHook(hook);
    CompletableFuture<String> port = new CompletableFuture<>();
    Thread reading = new Thread(() -> read(process, port), "lab-server-output");
    reading.setDaemon(true);
    reading.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + port.get(START_SECONDS, TimeUnit.SECONDS) + "/");
      return new ServerProcess(process, data, uri, hook);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the server did not start: " + e.getMessage(), e);
    }
  }

  private static void read(Process process, CompletableFuture<String> port) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          port.complete(listening.group(1));
        } else if (!port.isDone()) {
          said.append(line).append(' ');
        }
      }
      port.completeExceptionally(new IOException(said.toString().strip()));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  URI uri() {
    return uri;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
