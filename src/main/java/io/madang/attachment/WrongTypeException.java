package io.madang.attachment;

import io.madang.core.Refusal;

/** The bytes are not what they have to be. It has no stack trace: it is an answer, no fault. */
public final class WrongTypeException extends RuntimeException {

  private final String field;

  WrongTypeException(String field) {
    super(field, null, false, false);
    this.field = field;
  }

  /** What to tell the client. */
  public Refusal refusal() {
    return Refusal.badRequest(
        field.equals("file")
            ? "file: the content is not the image that its Content-Type says"
            : field + ": the content is not a PNG, JPEG or WebP image");
  }
}
