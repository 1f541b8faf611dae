package io.madang.core;

import java.util.List;

/**
 * One client, whatever the transport.
 *
 * <p>Threads: its {@link Reader} calls {@link #write} and {@link #idle} from one thread at a time,
 * and writes again only when the write before is done: exactly one is in flight.
 */
public interface Connection {

  /**
   * Sends the events, in order.
   *
   * @param done to be run once when the pipe is free again, on any thread, maybe before this
   *     returns; never when the write failed: then the connection closes its reader
   */
  void write(List<Event> events, Runnable done);

  /**
   * There is nothing to write now.
   *
   * @param isSettled whether all subscriptions have begun and none waits for the store
   */
  default void idle(boolean isSettled) {}

  /** The network address that it came from, empty when nobody told. */
  default String address() {
    return "";
  }

  /** Ends it from the server's side, with a close code of RFC 6455. Never blocks. */
  void close(int code, String reason);
}
