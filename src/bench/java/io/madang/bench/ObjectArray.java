package io.madang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A JSON array of objects, whose units are the objects without their braces.
 *
 * <p>It is taken apart between the braces of two objects, which the texts and bodies of this
 * generator hold nowhere else.
 */
final class ObjectArray {

  static final byte[] SEPARATOR = "},{".getBytes(US_ASCII);

  private static final int ENDS = 2;

  private ObjectArray() {}

  /** Returns its units; none of an empty array. */
  static Span units(Span array) {
    int end = Math.max(0, array.length() - ENDS);
    return array.part(Math.min(ENDS, end), end);
  }
}
