package io.madang.core;

import jakarta.json.JsonObject;

/**
 * An application's program for a namespace, as Django Channels has it: connect, receive,
 * disconnect.
 *
 * <p>It knows no transport. Threads: any, several at once; it must not block.
 */
public interface Consumer {

  /**
   * A reader wants to come in.
   *
   * @throws RefusedException to keep it out
   */
  default void connect(Speaker speaker, Topic topic) {}

  /**
   * A client publishes.
   *
   * @return the body to keep, as it came or changed
   * @throws RefusedException to refuse it
   */
  default JsonObject receive(Speaker speaker, Topic topic, JsonObject body) {
    return body;
  }

  /** A reader that came in has left. */
  default void disconnect(Speaker speaker, Topic topic) {}
}
