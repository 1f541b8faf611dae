package io.madang.core;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;

/**
 * A validated name of a stream: {@code chat/lobby}.
 *
 * <p>1 to 4 segments joined by {@code /}, each of 1 to 64 Unicode letters, digits, {@code . _ - ~},
 * in NFC, at most 200 bytes of UTF-8 in all. The first segment is the namespace.
 */
public record Topic(String name) implements Comparable<Topic> {

  private static final int MAX_BYTES = 200;
  private static final int MAX_SEGMENTS = 4;
  private static final int MAX_SEGMENT_LENGTH = 64;

  /**
   * Checks the name.
   *
   * @throws RefusedException {@code bad_request}, naming the rule that the name breaks
   */
  public Topic {
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw bad("is longer than " + MAX_BYTES + " bytes");
    }
    String[] segments = name.split("/", -1);
    if (segments.length > MAX_SEGMENTS) {
      throw bad("has more than " + MAX_SEGMENTS + " segments");
    }
    for (String segment : segments) {
      check(segment);
    }
    if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      throw bad("is not in Unicode normalization form NFC");
    }
  }

  private static void check(String segment) {
    if (segment.isEmpty()) {
      throw bad("has an empty segment");
    }
    if (segment.codePointCount(0, segment.length()) > MAX_SEGMENT_LENGTH) {
      throw bad("has a segment longer than " + MAX_SEGMENT_LENGTH + " characters");
    }
    if (!segment.codePoints().allMatch(Topic::isAllowed)) {
      throw bad("may hold letters, digits, '.', '_', '-' and '~' only");
    }
  }

  private static boolean isAllowed(int c) {
    return Character.isLetter(c) || Character.isDigit(c) || ".-_~".indexOf(c) >= 0;
  }

  private static RefusedException bad(String rule) {
    return Refusal.badRequest("topic: the name " + rule).exception();
  }

  /** The first segment, which decides the topic's policy. */
  public String namespace() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** The name's parts between the slashes, 1 to 4 of them. */
  public List<String> segments() {
    return List.of(name.split("/"));
  }

  @Override
  public int compareTo(Topic other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
