package io.madang.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Node and the TypeScript that come with the tests' libraries: a machine needs none of its own.
 *
 * <p>Both are unpacked once, under {@code target/node}. Threads: any.
 */
public final class Node {

  private static final Path FOLDER = Path.of("target", "node");
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "node-reaper"));
  }

  private Node() {}

  /** How a program ended, and all it said. */
  public record Ended(int status, String output) {}

  /** Runs a program to its end. */
  public static Ended run(Duration patience, List<String> arguments) {
    Process process = start(arguments);
    var output = CompletableFuture.supplyAsync(() -> textOf(process));
    try {
      boolean hasEnded = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      end(process);
      return hasEnded
          ? new Ended(process.exitValue(), output.join())
          : new Ended(-1, output.join() + "\nit did not end within " + patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      end(process);
    }
  }

  /** Starts a program; its errors are in its output. It ends at the latest with this JVM. */
  public static Process start(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      RUNNING.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it if need be. */
  public static void end(Process process) {
    process.destroyForcibly();
    RUNNING.remove(process);
  }

  /** The TypeScript compiler, for Node to run. */
  public static synchronized Path typeScript() {
    Path compiler = FOLDER.resolve("typescript").resolve("tsc.js");
    if (Files.exists(compiler)) {
      return compiler;
    }
    try {
      var pom = Node.class.getResource("/META-INF/maven/org.webjars.npm/typescript/pom.xml");
      Path jar = jarOf(java.util.Objects.requireNonNull(pom, "TypeScript is not there"));
      try (FileSystem files = FileSystems.newFileSystem(jar);
          Stream<Path> all = Files.walk(files.getPath("/META-INF/resources/webjars"))) {
        Files.createDirectories(FOLDER.resolve("typescript"));
        for (Path file : all.filter(Node::isOfTheCompiler).toList()) {
          unpack(
              Files.newInputStream(file), compiler.resolveSibling(file.getFileName().toString()));
        }
      }
      return compiler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jarOf(java.net.URL resource) {
    String spec = resource.getPath();
    return Path.of(java.net.URI.create(spec.substring(0, spec.indexOf('!'))));
  }

  private static boolean isOfTheCompiler(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.getNameCount() == 7
        && (name.equals("tsc.js") || name.equals("_tsc.js") || name.endsWith(".d.ts"));
  }

  private static synchronized Path program() {
    String platform = platform();
    Path program = FOLDER.resolve(platform).resolve("node");
    if (Files.exists(program)) {
      return program;
    }
    InputStream bundled = Node.class.getResourceAsStream("/driver/" + platform + "/node");
    if (bundled == null) {
      throw new IllegalStateException("no Node for " + platform);
    }
    try {
      Files.createDirectories(FOLDER.resolve(platform));
      unpack(bundled, program);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it or nothing, also when this JVM is killed. */
  private static void unpack(InputStream from, Path to) throws IOException {
    Path part = Files.createTempFile(FOLDER, "part-", "");
    try (from) {
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!part.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + part);
    }
    Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean isArm = System.getProperty("os.arch").equals("aarch64");
    return (system.contains("mac") ? "mac" : "linux") + (isArm ? "-arm64" : "");
  }

  private static String textOf(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
