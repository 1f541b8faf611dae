package io.madang.core;

/**
 * A subprotocol: turns text frames into calls on the hub, and events into text frames.
 *
 * <p>It knows no transport. Threads: any; immutable.
 */
public interface Protocol {

  /** The name that clients ask for: {@code madang.v1}. */
  String name();

  /** How events are written: one frame, or for a slice several with line breaks between them. */
  Encoding<String> frames();

  /** Reads what a client sent, acts on it, and tells the reader what came of it. Never throws. */
  void receive(String text, Reader reader);
}
