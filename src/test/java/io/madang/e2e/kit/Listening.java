package io.madang.e2e.kit;

import io.madang.history.Witness;
import java.net.URI;
import java.util.Optional;

/** What a client listens to or publishes in, and as whom. */
public record Listening(Servers servers, String topic, String client, Witness witness) {

  /** The server to go to this time. */
  URI base() {
    return servers.next();
  }

  /** The URL of {@code /events} from a place on; {@code rest} follows in the query. */
  URI events(Optional<String> cursor, String rest) {
    String at = cursor.map(text -> "@" + text).orElse("");
    String query = "topic=" + Urls.encode(topic + at) + "&" + somebody() + rest;
    return Urls.at(base(), "/events?" + query);
  }

  /** Who it is, as parameters of a query. */
  String somebody() {
    return "client=" + client + "&name=" + Urls.encode(witness.who());
  }
}
