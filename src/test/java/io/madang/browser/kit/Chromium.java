package io.madang.browser.kit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's Chromium, without a window.
 *
 * <p>It is found in the PATH; {@code -Dmadang.chromium=FILE} names another. It ends with {@link
 * #close}, and at the latest with this JVM: then the pipe that drives it breaks.
 *
 * <p>Threads: the one that made it, as everything of Playwright.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  /** Starts it. */
  Chromium() {
    Path program = program();
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(OPTIONS));
    System.out.println("Chromium " + browser.version() + ": " + program);
  }

  /** Somebody whom no page has seen before. */
  public Person person(String name) {
    return person(name, new Browser.NewContextOptions());
  }

  /** Somebody with a screen, a language, … of their own. */
  public Person person(String name, Browser.NewContextOptions options) {
    return new Person(name, browser.newContext(options));
  }

  private static Path program() {
    String named = System.getProperty("madang.chromium", "");
    Optional<Path> found = named.isEmpty() ? inPath() : Optional.of(Path.of(named));
    return found
        .filter(Files::isExecutable)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Chromium is needed: apt-get install chromium, or -Dmadang.chromium=PATH,"
                        + " or skip these tests with -DskipBrowser"));
  }

  private static Optional<Path> inPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> foldersOf(path).map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> foldersOf(String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
