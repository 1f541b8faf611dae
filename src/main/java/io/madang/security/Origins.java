package io.madang.security;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sites' pages may connect and write: the server's own, and those on a list.
 *
 * <p>Requests without an Origin do not come from a page, and pass. The scheme is not compared: a
 * proxy may speak TLS for the server.
 */
public record Origins(Set<String> allowed) {

  boolean allow(@Nullable String origin, @Nullable String host) {
    if (origin == null || allowed.contains(origin.toLowerCase(Locale.ROOT))) {
      return true;
    }
    Optional<URI> page = parse(origin);
    if (page.isEmpty() || host == null || page.get().getHost() == null) {
      return false;
    }
    int standardPort = "https".equalsIgnoreCase(page.get().getScheme()) ? 443 : 80;
    Optional<URI> self = parse("http://" + host);
    return self.isPresent()
        && page.get().getHost().equalsIgnoreCase(self.get().getHost())
        && port(page.get(), standardPort) == port(self.get(), standardPort);
  }

  private static int port(URI uri, int standard) {
    return uri.getPort() < 0 ? standard : uri.getPort();
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
