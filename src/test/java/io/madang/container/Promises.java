package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.Urls;
import java.net.URI;
import java.util.List;

/** What a container of Madang promises, a subject in each of the interfaces that extend this. */
interface Promises {

  /** What the server's own programs send as a bearer token. */
  String PUBLISH_KEY = "the-key-of-the-container-tests";

  /** How many connections one address may have. */
  int CONNECTIONS_PER_ADDRESS = 30;

  /** Where the container serves the WAR, a path included. */
  URI base();

  /** A guest whom the server has not seen before. */
  default Api guest() {
    return new Api(base(), Urls.freshClient());
  }

  /** Opens one more WebSocket, and tells whether its address has a place for it. */
  default boolean isLetIn(List<RawWebSocket> open, String... headers) {
    RawWebSocket socket = RawWebSocket.open(base(), "", headers);
    String type = socket.next().getString("type");
    if (type.equals("welcome")) {
      open.add(socket);
      return true;
    }
    assertThat(type).isEqualTo("error");
    RawWebSocket.Closed closed = socket.nextClose();
    assertThat(closed.code()).isEqualTo(1013);
    assertThat(closed.reason()).contains(CONNECTIONS_PER_ADDRESS + " connections per address");
    socket.close();
    return false;
  }
}
