package io.madang.container;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Urls;
import java.net.URI;

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
}
