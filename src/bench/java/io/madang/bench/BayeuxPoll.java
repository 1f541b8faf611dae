package io.madang.bench;

import java.util.List;
import java.util.UUID;

/**
 * The same messages in the bodies of requests and answers, to listen only.
 *
 * <p>The cookie tells the server which sessions are of one browser, and is the client's to keep: a
 * reader comes with one, each with another.
 */
final class BayeuxPoll extends Bayeux {

  private final String browser = UUID.randomUUID().toString();

  BayeuxPoll(Role role) {
    super(role, "long-polling");
  }

  @Override
  public Kind kind() {
    return Kind.ANSWERS;
  }

  @Override
  public List<String> headers() {
    return List.of("Content-Type: application/json", "Cookie: BAYEUX_BROWSER=" + browser);
  }
}
