package io.madang.core;

import org.jspecify.annotations.Nullable;

/** A topic in an address, with the place where reading starts: {@code chat/lobby@k3f9a1.41}. */
public record TopicRequest(Topic topic, Start start) {

  /**
   * Reads it.
   *
   * @param last the parameter of that name, for topics without a cursor
   * @throws RefusedException {@code bad_request}
   */
  public static TopicRequest parse(String text, @Nullable String last) {
    int at = text.lastIndexOf('@');
    Topic topic = new Topic(name(text));
    return new TopicRequest(
        topic,
        at < 0 ? Start.newest(number("last", last, 0)) : Start.after(text.substring(at + 1)));
  }

  /** The part before the cursor. */
  public static String name(String text) {
    int at = text.lastIndexOf('@');
    return at < 0 ? text : text.substring(0, at);
  }

  /** A whole number in a parameter. */
  public static int number(String field, @Nullable String text, int standard) {
    if (text == null) {
      return standard;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest(field + ": expected a whole number").exception();
    }
  }

  /** A parameter that is true or false. */
  public static boolean flag(String field, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw Refusal.badRequest(field + ": expected true or false").exception();
  }
}
