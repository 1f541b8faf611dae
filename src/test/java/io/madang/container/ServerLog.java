package io.madang.container;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server that this runs in writes to its log files from now on. */
final class ServerLog {

  private static final System.Logger LOG = System.getLogger(ServerLog.class.getName());

  /**
   * Every ten seconds Tomcat's own thread looks after each application, with that one's class
   * loader; an undeploy that meets it takes it for a thread of the application.
   */
  private static final Pattern TOMCATS_OWN_THREAD =
      Pattern.compile("clearReferencesThreads .* a thread named \\[Catalina-utility-\\d+]");

  private final Map<Path, Integer> before = sizes();

  /** The lines of a problem; all that was logged before this call is looked at. */
  List<String> complaints() {
    String mark = "looked at as far as " + UUID.randomUUID();
    LOG.log(System.Logger.Level.INFO, mark);
    await().until(() -> news().contains(mark));
    return news()
        .lines()
        .filter(line -> line.matches(".*\\b(SEVERE|WARNING)\\b.*"))
        .filter(line -> !TOMCATS_OWN_THREAD.matcher(line).find())
        .toList();
  }

  private String news() {
    return files()
        .map(file -> text(file).substring(before.getOrDefault(file, 0)))
        .collect(Collectors.joining("\n"));
  }

  private static Map<Path, Integer> sizes() {
    return files().collect(Collectors.toMap(file -> file, file -> text(file).length()));
  }

  /** Tomcat's base, or Payara's domain; the names of the files are not those of access logs. */
  private static Stream<Path> files() {
    String home =
        System.getProperty("com.sun.aas.instanceRoot", System.getProperty("catalina.base", ""));
    try (Stream<Path> files = Files.list(Path.of(home, "logs"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .filter(file -> !file.getFileName().toString().startsWith("access"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
