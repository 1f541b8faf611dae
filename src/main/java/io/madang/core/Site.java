package io.madang.core;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An origin: scheme, host and effective port (RFC 6454 §4), in lower case.
 *
 * <p>Hosts are compared as browsers write them: a name in ASCII (punycode), an IPv6 address in
 * brackets and in its short form. A trailing dot makes another host, as it does for browsers.
 */
public record Site(String scheme, String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::([1-9][0-9]{0,4}))?",
          Pattern.CASE_INSENSITIVE);

  private static final int LAST_PORT = 65_535;
  private static final int NO_PORT = -1;

  /**
   * Reads what the header {@code Origin} has (RFC 6454 §6.2): one site and nothing else; no path,
   * no user, no second one, and {@code null} is none.
   */
  public static Optional<Site> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    @Nullable String said = form.group(3);
    int port = said == null ? standardPort(scheme) : Integer.parseInt(said);
    return port > LAST_PORT
        ? Optional.empty()
        : Optional.of(new Site(scheme, form.group(2).toLowerCase(Locale.ROOT), port));
  }

  private static int standardPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> NO_PORT;
    };
  }

  /** As browsers write it, without the scheme's own port. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port == standardPort(scheme) ? "" : ":" + port);
  }
}
