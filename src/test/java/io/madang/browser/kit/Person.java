package io.madang.browser.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One person at a browser: a profile and a tab of their own.
 *
 * <p>{@link #close} fails if meanwhile a script failed, a dialog came up, or a page did what its
 * Content-Security-Policy forbids.
 *
 * <p>Threads: the one that made the browser.
 */
public final class Person implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 60_000;

  private final String name;
  private final BrowserContext context;
  private final Page page;
  private final List<String> troubles = new ArrayList<>();

  Person(String name, BrowserContext context) {
    this.name = name;
    this.context = context;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    context.exposeBinding("pwned", (source, arguments) -> troubles.add("foreign code ran"));
    page.onPageError(error -> troubles.add("a script failed: " + error));
    page.onConsoleMessage(this::listen);
    page.onDialog(
        dialog -> {
          troubles.add("a dialog came up: " + dialog.message());
          dialog.dismiss();
        });
  }

  private void listen(ConsoleMessage message) {
    if (message.text().contains("Content Security Policy")) {
      troubles.add("the page did what its policy forbids: " + message.text());
    }
  }

  /** What others see. */
  public String name() {
    return name;
  }

  /** The tab, for what only one test does. */
  public Page page() {
    return page;
  }

  /** The profile. */
  public BrowserContext context() {
    return context;
  }

  /** Opens any page. */
  public Person opens(URI server, String path) {
    page.navigate(Urls.at(server, path).toString());
    return this;
  }

  /** Opens a room and waits until it is connected; {@code transports} may be empty. */
  public Person enters(URI server, String topic, String transports) {
    return opens(server, room(topic, transports)).isConnected();
  }

  /** The address of a room's page; {@code transports} may be empty. */
  public static String room(String topic, String transports) {
    String path =
        Arrays.stream(topic.split("/", -1))
            .map(Urls::encode)
            .collect(Collectors.joining("/", "/", ""));
    return transports.isEmpty() ? path : path + "?transport=" + transports;
  }

  /** Waits until the page says that it is connected and that messages may come. */
  public Person isConnected() {
    return sees("connected", () -> state().equals("open") && !find("#messages.served").isVisible());
  }

  /** Waits for something. */
  public Person sees(String what, BooleanSupplier condition) {
    try {
      page.waitForCondition(condition);
    } catch (TimeoutError e) {
      throw new AssertionError(name + " does not see: " + what + "; " + state() + " " + texts(), e);
    }
    return this;
  }

  /** Elements of the page. */
  public Locator find(String selector) {
    return page.locator(selector);
  }

  /** Writes something and sends it with Enter. */
  public Person says(String text) {
    if (find("#name").isVisible()) {
      find("#name").fill(name);
    }
    find("#text").fill(text);
    find("#text").press("Enter");
    return this;
  }

  /** How the connection is: {@code open}, {@code waiting}, …. */
  public String state() {
    return attribute("#state", "data-state");
  }

  /** Which transport it has, or had last. */
  public String transport() {
    return attribute("#state", "data-transport");
  }

  private String attribute(String selector, String attribute) {
    String value = find(selector).getAttribute(attribute);
    return value == null ? "" : value;
  }

  /** The messages on the page, the oldest first. */
  public List<String> texts() {
    return find("#messages .row[data-cursor] .text").allTextContents();
  }

  /** Where the messages on the page stand in the log. */
  public List<Long> offsets() {
    return find("#messages .row[data-cursor]").all().stream()
        .map(row -> Cursor.parse(row.getAttribute("data-cursor")).offset())
        .toList();
  }

  /** Waits until the page has so many messages, and sent its own. */
  public Person hears(int messages) {
    return sees(
        messages + " messages",
        () ->
            find("#messages .row[data-cursor]").count() >= messages
                && find("#drafts li").count() == 0);
  }

  /** Waits for these messages; then they are all that the page has, in this order. */
  public Person hearsExactly(List<String> expected) {
    hears(expected.size());
    assertThat(texts()).as(name).containsExactlyElementsOf(expected);
    assertThat(offsets())
        .as(name)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, expected.size()).mapToObj(Long::valueOf).toList());
    return this;
  }

  /** Fails if the page has what only an attacker can have put there. */
  public Person seesNothingForeign() {
    assertThat(find(Payloads.FOREIGN).all().stream().map(one -> one.evaluate("e => e.outerHTML")))
        .as("%s at %s", name, page.url())
        .isEmpty();
    assertThat(troubles).as("%s at %s", name, page.url()).isEmpty();
    return this;
  }

  /** Goes away. */
  @Override
  public void close() {
    context.close();
    assertThat(troubles).as(name).isEmpty();
  }
}
