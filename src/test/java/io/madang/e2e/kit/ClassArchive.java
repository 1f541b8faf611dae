package io.madang.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes that a server loads, in the form in which the JVM keeps them: a start with it costs
 * two thirds. Made by the first test that starts a server, for all JVMs of the build.
 */
final class ClassArchive {

  private static final Path FOLDER = Path.of("target", "e2e");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static boolean cannotBeMade;

  private ClassArchive() {}

  /** What tells Java to use it; nothing where this Java makes none. */
  static synchronized List<String> options(Path java, Path war) {
    try {
      long made = Files.getLastModifiedTime(war).toMillis() ^ java.toString().hashCode();
      Path archive =
          FOLDER
              .resolve(war.getFileName() + "-" + Long.toHexString(made) + ".jsa")
              .toAbsolutePath();
      if (!cannotBeMade && !Files.exists(archive)) {
        cannotBeMade = true; // unless it comes about: no test fails for want of it
        makeAlone(java, war, archive);
        cannotBeMade = !Files.exists(archive);
      }
      return cannotBeMade ? List.of() : List.of("-XX:SharedArchiveFile=" + archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One JVM makes it, the others wait. */
  private static void makeAlone(Path java, Path war, Path archive) throws IOException {
    Files.createDirectories(FOLDER);
    try (FileChannel channel =
            FileChannel.open(
                FOLDER.resolve("archive.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(archive)) {
        make(java, war, archive);
      }
    }
  }

  private static void make(Path java, Path war, Path archive) throws IOException {
    Path folder = Files.createTempDirectory(FOLDER, "archive-").toAbsolutePath();
    Path unfinished = folder.resolve("classes.jsa");
    Path log = folder.resolve("log");
    Process server =
        new ProcessBuilder(
                java.toString(),
                "-XX:ArchiveClassesAtExit=" + unfinished,
                "-jar",
                war.toString(),
                "--port",
                Integer.toString(Ports.free()),
                "--data",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    MadangProcess.endWithThis(server);
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!hasStarted(log) && server.isAlive() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      server.destroy();
      boolean hasEnded = server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (hasEnded && hasStarted(log) && Files.exists(unfinished)) {
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
      }
      server.destroyForcibly().waitFor();
      MadangProcess.delete(folder);
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasStarted(Path log) throws IOException {
    return Files.readString(log).contains("is listening");
  }
}
