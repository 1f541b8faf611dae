package io.madang.tap;

import java.io.IOException;

/** The tap cannot go on. */
final class EndedException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Ending ending;

  EndedException(Ending.Kind kind, String message) {
    super(message);
    this.ending = new Ending(kind, message);
  }

  Ending ending() {
    return ending;
  }
}
