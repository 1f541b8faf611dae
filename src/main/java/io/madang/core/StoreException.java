package io.madang.core;

/** The store could not do what was asked; whether a write happened is not known. */
public final class StoreException extends RuntimeException {

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
