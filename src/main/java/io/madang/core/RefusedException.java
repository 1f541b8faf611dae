package io.madang.core;

/** A {@link Refusal} on its way to the client. It has no stack trace: it is an answer, no fault. */
public final class RefusedException extends RuntimeException {

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  /** What to tell the client. */
  public Refusal refusal() {
    return refusal;
  }
}
