package io.madang.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The Java programs of this machine. */
public final class Jdk {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private Jdk() {}

  /** What {@code madang.java} names, else the Java that runs the tests. */
  public static Path java() {
    String named = System.getProperty("madang.java", "");
    return named.isEmpty()
        ? Path.of(System.getProperty("java.home"), "bin", "java")
        : Path.of(named);
  }

  /** An installed Java of a feature release, where there is one. */
  public static Optional<Path> find(int feature) {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes
          .filter(home -> isRelease(home, feature))
          .map(home -> home.resolve("bin").resolve("java"))
          .filter(Files::isExecutable)
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRelease(Path home, int feature) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines.anyMatch(line -> line.matches("JAVA_VERSION=\"" + feature + "[.\"+-].*"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
