package io.madang.e2e.kit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Percent-encoding, and names that nobody else uses. */
public final class Urls {
  private static final java.security.SecureRandom RANDOM = new java.security.SecureRandom();

  private Urls() {}

  /** A path of the server, which may lie below a path of its own. */
  public static URI at(URI base, String path) {
    String text = base.toString();
    return URI.create(
        text.endsWith("/") ? text.substring(0, text.length() - 1) + path : text + path);
  }

  /** Percent-encodes everything that is not unreserved, a space too. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** {@code /topics/<segment>/<segment>…}, each segment percent-encoded. */
  public static String topic(String topic) {
    return Arrays.stream(topic.split("/", -1))
        .map(Urls::encode)
        .collect(Collectors.joining("/", "/topics/", ""));
  }

  /** A secret for the parameter {@code client}, another one each time. */
  public static String freshClient() {
    return "client-" + hex() + hex();
  }

  /** A topic of a namespace that no other test uses. */
  public static String freshTopic(String namespace) {
    return namespace + "/" + hex();
  }

  private static String hex() {
    return "%016x".formatted(RANDOM.nextLong());
  }
}
