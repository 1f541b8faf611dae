package io.madang.tap;

import io.madang.wire.Header;
import io.madang.wire.RequestHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends requests over a link and shows them. */
record Requests(Place place, Link link, TapOptions options, Recorder recorder) {

  /** Sends a GET; headers of the command line take the place of its own of the same name. */
  void get(String target, List<Header> own) throws IOException {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Host", place.authority()));
    headers.addAll(own);
    for (Header given : options.headers()) {
      headers.removeIf(header -> header.name().equalsIgnoreCase(given.name()));
    }
    headers.addAll(options.headers());
    byte[] bytes = new RequestHead("GET", target, headers).bytes();
    link.write(bytes);
    recorder.show(
        Step.sent("request", "GET, a head of " + bytes.length + " bytes", new Step.Head(bytes))
            .with("bytes", bytes.length));
  }
}
