package io.madang.tap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where an address leads: host and port, with TLS or without, and the path and query there. */
record Place(String host, int port, boolean isTls, String authority, String path, String query) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int LAST_PORT = 65_535;

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static Place of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean isTls = scheme.equals("wss") || scheme.equals("https");
    if (!isTls && !scheme.equals("ws") && !scheme.equals("http")) {
      throw new IllegalArgumentException("expected an address with ws:, wss:, http: or https:");
    }
    if (uri.getHost() == null || uri.getPort() > LAST_PORT || uri.getPort() == 0) {
      throw new IllegalArgumentException("expected a host, and a port up to 65535, in " + uri);
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("no user and no fragment are sent: leave them out");
    }
    URI ascii = URI.create(uri.toASCIIString());
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : ascii.getRawQuery();
    int port = uri.getPort() < 0 ? (isTls ? HTTPS : HTTP) : uri.getPort();
    String host = ascii.getHost().replaceAll("[\\[\\]]", "");
    return new Place(host, port, isTls, ascii.getRawAuthority(), path, query);
  }

  /** Reads it from a text. */
  static URI parse(String text) {
    try {
      return new URI(text.strip().replace(" ", "%20"));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address: " + e.getMessage(), e);
    }
  }

  String target() {
    return target(query);
  }

  /** The request's target with another query. */
  String target(String otherQuery) {
    return otherQuery.isEmpty() ? path : path + "?" + otherQuery;
  }
}
