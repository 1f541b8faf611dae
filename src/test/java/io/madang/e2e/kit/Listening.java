package io.madang.e2e.kit;

import java.net.URI;
import java.util.Optional;

/** What a reader listens to, and as whom. */
public record Listening(Servers servers, String topic, String client) {

  /** The server to go to this time. */
  URI base() {
    return servers.next();
  }

  /** The URL of {@code /events} from a place on; {@code rest} follows in the query. */
  URI events(Optional<String> cursor, String rest) {
    String at = cursor.map(text -> "@" + text).orElse("");
    String query = "topic=" + Urls.encode(topic + at) + "&client=" + client + rest;
    return Urls.at(base(), "/events?" + query);
  }
}
