package io.madang.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.wire.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** An answer that says no: its body is read, in bounds, because it says why. */
record Refused(Answers answers, Recorder recorder) {

  private static final int MOST_BYTES = 64 << 10;

  Ending read(ResponseHead head, Answers.Piece first) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Answers.Piece piece = first;
    body.writeBytes(piece.body());
    while (!piece.isWhole() && !piece.isAtEnd() && body.size() < MOST_BYTES) {
      piece = answers.next();
      body.writeBytes(piece.body());
    }
    if (body.size() > 0) {
      recorder.show(Step.received("says", "", new Step.Words(body.toString(UTF_8))));
    }
    return new Ending(
        Ending.Kind.REFUSED,
        ("the server answered " + head.status() + " " + head.reason()).strip());
  }
}
