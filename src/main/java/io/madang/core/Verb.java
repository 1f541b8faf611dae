package io.madang.core;

/** Something one may do in a topic. */
public enum Verb {
  READ("read"),
  PUBLISH("publish to"),
  SIGNAL("signal to"),
  STATE("set the state of"),
  PRESENCE("see who is in"),
  ATTACH("attach files to");

  private final String words;

  Verb(String words) {
    this.words = words;
  }

  /** As in "you may not ... this topic". */
  String words() {
    return words;
  }
}
