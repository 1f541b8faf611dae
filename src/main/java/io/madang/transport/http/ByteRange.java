package io.madang.transport.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes of a content that follow each other (RFC 9110 §14).
 *
 * @param end after the last
 */
record ByteRange(long start, long end) {

  private static final Pattern ONE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

  /** What a content of this size cannot give; to be answered with 416. */
  static final ByteRange NONE = new ByteRange(0, 0);

  /** The range asked for, {@link #NONE}, or null for the whole: several are not given. */
  static @Nullable ByteRange of(@Nullable String header, long size) {
    Matcher form = ONE.matcher(header == null ? "" : header);
    if (!form.matches()) {
      return null;
    }
    String first = form.group(1);
    String last = form.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return null;
    }
    if (first.isEmpty()) {
      long count = Math.min(Long.parseLong(last), size);
      return count == 0 ? NONE : new ByteRange(size - count, size);
    }
    long start = Long.parseLong(first);
    long end = last.isEmpty() ? size : Math.min(Long.parseLong(last) + 1, size);
    if (!last.isEmpty() && Long.parseLong(last) < start) {
      return null;
    }
    return start >= size ? NONE : new ByteRange(start, end);
  }

  long length() {
    return end - start;
  }
}
