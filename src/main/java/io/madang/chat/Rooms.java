package io.madang.chat;

import io.madang.core.RefusedException;
import io.madang.core.Topic;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** Names of rooms, as people type them, as topics and as paths. */
final class Rooms {

  private Rooms() {}

  /** A room as lists show it; its path is percent-encoded. */
  public record Room(String name, String path, String topic) {

    static Room of(Topic topic) {
      String name = topic.name().substring(Chat.NAMESPACE.length() + 1);
      String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/");
      return new Room(name, path, topic.name());
    }
  }

  /**
   * The topic of what follows {@code /chat/} in an address; none where no room can be called so.
   */
  static Optional<Topic> ofPath(String path) {
    try {
      return topic(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The topic of what a person typed: composed, and with hyphens in place of spaces. */
  static Optional<Topic> ofTyped(String typed) {
    return topic(Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).replaceAll("\\s+", "-"));
  }

  private static Optional<Topic> topic(String room) {
    try {
      return Optional.of(new Topic(Chat.NAMESPACE + "/" + room));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }
}
