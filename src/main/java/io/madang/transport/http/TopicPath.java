package io.madang.transport.http;

import io.madang.core.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path below {@code /topics/} names: a topic, or something of it.
 *
 * @param key of the state
 */
record TopicPath(Topic topic, Resource resource, @Nullable String key) {

  enum Resource {
    TOPIC("GET"),
    MESSAGES("GET, POST"),
    SIGNALS("POST"),
    STATE("GET"),
    ACCESS("GET, PUT"),
    STATE_KEY("PUT");

    private final String methods;

    Resource(String methods) {
      this.methods = methods;
    }

    String methods() {
      return methods;
    }

    boolean has(String method) {
      return List.of(methods.split(", ", -1)).contains(method);
    }
  }

  /** Reads the segments; the last of them says which resource, where there is more than one. */
  static TopicPath of(List<String> segments, String method) {
    int count = segments.size();
    String last = segments.get(count - 1);
    if (method.equals("PUT") && count > 2 && segments.get(count - 2).equals("state")) {
      return new TopicPath(topic(segments, count - 2), Resource.STATE_KEY, last);
    }
    Resource resource =
        switch (count > 1 ? last : "") {
          case "messages" -> Resource.MESSAGES;
          case "signals" -> Resource.SIGNALS;
          case "state" -> Resource.STATE;
          case "access" -> Resource.ACCESS;
          default -> Resource.TOPIC;
        };
    return new TopicPath(
        topic(segments, resource == Resource.TOPIC ? count : count - 1), resource, null);
  }

  private static Topic topic(List<String> segments, int count) {
    return new Topic(String.join("/", segments.subList(0, count)));
  }
}
