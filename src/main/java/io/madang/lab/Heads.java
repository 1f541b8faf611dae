package io.madang.lab;

import io.madang.wire.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a request: as few as there can be, or those that Chromium sends from a page.
 *
 * <p>It differs from Chromium in one: it takes no compressed answers, so that bytes can be counted.
 */
record Heads(Target target, boolean isBrowser) {

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/142.0.0.0 Safari/537.36";

  List<Header> request(String accept) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Host", target.authority()));
    if (isBrowser) {
      headers.add(new Header("Connection", "keep-alive"));
      headers.add(new Header("sec-ch-ua-platform", "\"Linux\""));
      headers.add(new Header("User-Agent", BROWSER));
      headers.add(new Header("sec-ch-ua", "\"Chromium\";v=\"142\", \"Not_A Brand\";v=\"99\""));
      headers.add(new Header("sec-ch-ua-mobile", "?0"));
    }
    headers.add(new Header("Accept", accept));
    if (isBrowser) {
      headers.add(new Header("Sec-Fetch-Site", "same-origin"));
      headers.add(new Header("Sec-Fetch-Mode", "cors"));
      headers.add(new Header("Sec-Fetch-Dest", "empty"));
      headers.add(new Header("Referer", "http://" + target.authority() + "/chat/lobby"));
      headers.addAll(languages());
    }
    return headers;
  }

  /** What goes before the headers of a WebSocket's handshake. */
  List<Header> upgrade() {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Host", target.authority()));
    if (isBrowser) {
      headers.add(new Header("Pragma", "no-cache"));
      headers.add(new Header("Cache-Control", "no-cache"));
      headers.add(new Header("User-Agent", BROWSER));
      headers.add(new Header("Origin", "http://" + target.authority()));
      headers.addAll(languages());
    }
    return headers;
  }

  private static List<Header> languages() {
    return List.of(
        new Header("Accept-Encoding", "identity"), new Header("Accept-Language", "en-US,en;q=0.9"));
  }
}
