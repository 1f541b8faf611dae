package io.madang.lab.page;

import io.madang.wire.Handshake;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A handshake as the server saw it: both heads, and how the key becomes the answer.
 *
 * <p>Only values that are known to be harmless are shown. Of all other headers there is the name:
 * cookies, tokens, and what proxies add.
 */
record HandshakeNotes(JsonObject request, String key) {

  private static final String HIDDEN = "•••";
  private static final Set<String> SHOWN =
      Set.of(
          "accept-encoding",
          "accept-language",
          "cache-control",
          "connection",
          "content-length",
          "content-security-policy",
          "date",
          "host",
          "origin",
          "pragma",
          "referrer-policy",
          "sec-websocket-accept",
          "sec-websocket-extensions",
          "sec-websocket-key",
          "sec-websocket-protocol",
          "sec-websocket-version",
          "upgrade",
          "user-agent",
          "x-content-type-options");
  private static final Pattern PARAMETER = Pattern.compile("([^&=]*)=([^&]*)");
  private static final Set<String> SHOWN_PARAMETERS = Set.of("topic", "last", "presence");

  static HandshakeNotes of(HttpServletRequest request) {
    JsonArrayBuilder headers = Json.createArrayBuilder();
    for (String name : Collections.list(request.getHeaderNames())) {
      add(headers, name, Collections.list(request.getHeaders(name)));
    }
    String key = String.valueOf(request.getHeader("Sec-WebSocket-Key"));
    JsonObjectBuilder seen =
        Json.createObjectBuilder()
            .add("line", line(request))
            .add("headers", headers)
            .add("isSecure", request.isSecure())
            .add("port", request.getLocalPort());
    return new HandshakeNotes(seen.build(), key);
  }

  private static String line(HttpServletRequest request) {
    String query =
        PARAMETER
            .matcher(String.valueOf(request.getQueryString()))
            .replaceAll(found -> SHOWN_PARAMETERS.contains(found.group(1)) ? "$0" : "$1=" + HIDDEN);
    return request.getMethod()
        + " "
        + request.getRequestURI()
        + "?"
        + query
        + " "
        + request.getProtocol();
  }

  private static void add(JsonArrayBuilder headers, String name, Collection<String> values) {
    boolean isShown = SHOWN.contains(name.toLowerCase(Locale.ROOT));
    for (String value : values) {
      headers.add(
          Json.createObjectBuilder()
              .add("name", name)
              .add("value", isShown ? value : HIDDEN)
              .add("isHidden", !isShown));
    }
  }

  /** The whole, once the container has answered. */
  JsonObject with(HttpServletResponse response) {
    JsonArrayBuilder headers = Json.createArrayBuilder();
    for (String name : new LinkedHashSet<>(response.getHeaderNames())) {
      add(headers, name, response.getHeaders(name));
    }
    Handshake handshake = new Handshake(key, List.of());
    return Json.createObjectBuilder()
        .add("request", request)
        .add(
            "response",
            Json.createObjectBuilder().add("status", response.getStatus()).add("headers", headers))
        .add("key", key)
        .add("guid", Handshake.GUID)
        .add("digest", HexFormat.of().formatHex(handshake.digest()))
        .add("accept", handshake.accept())
        .build();
  }
}
