package io.madang.tap;

import io.madang.wire.Handshake;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** WebSocket: the handshake, and then frames until one side closes. Threads: one. */
final class SocketTap {

  private static final int NONCE_BYTES = 16;

  private final Place place;
  private final Link link;
  private final TapOptions options;
  private final Recorder recorder;
  private final RandomGenerator random;
  private final InputStream input;

  SocketTap(
      Place place,
      Link link,
      TapOptions options,
      Recorder recorder,
      RandomGenerator random,
      InputStream input) {
    this.place = place;
    this.link = link;
    this.options = options;
    this.recorder = recorder;
    this.random = random;
    this.input = input;
  }

  Ending run() throws IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    Handshake handshake = new Handshake(Handshake.key(nonce), options.subprotocols());
    new Requests(place, link, options, recorder).get(place.target(), handshake.headers());
    Answers answers = new Answers(link, recorder);
    Answers.Piece piece = answers.next();
    while (piece.head() == null && !piece.isAtEnd()) {
      piece = answers.next();
    }
    ResponseHead head = piece.head();
    if (head == null) {
      return new Ending(Ending.Kind.END_OF_STREAM, "the server hung up in the handshake");
    }
    if (head.status() != 101) {
      return new Refused(answers, recorder).read(head, piece);
    }
    verify(handshake, head);
    return frames(answers.rest());
  }

  private void verify(Handshake handshake, ResponseHead head) throws WireException {
    recorder.show(
        Step.of("verify", "is Sec-WebSocket-Accept the answer to our key?")
            .with("key", handshake.key())
            .with("expected", handshake.accept()));
    recorder.show("", "key      " + handshake.key());
    recorder.show("", "+ GUID   " + Handshake.GUID);
    recorder.show("", "SHA-1    " + Hex.of(handshake.digest()));
    recorder.show("", "Base64   " + handshake.accept());
    Optional<String> subprotocol = handshake.verify(head);
    recorder.show(
        Step.of(
                "open",
                "it is; subprotocol: "
                    + subprotocol.orElse("none")
                    + ", extensions: none. From here on: frames")
            .with("subprotocol", subprotocol.orElse("")));
  }

  private Ending frames(ByteBuffer rest) throws IOException {
    link.waitForEver();
    try (Speaking speaking = new Speaking(link, options, recorder, random)) {
      speaking.listenTo(input);
      return new Listening(link, options, recorder, speaking).run(rest);
    }
  }
}
