package io.madang.app;

/** A setting that is not known or has a bad value; the message is one line for a person. */
public final class SettingsException extends RuntimeException {

  public SettingsException(String message) {
    super(message, null, false, false);
  }
}
