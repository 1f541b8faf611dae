package io.madang.transport.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names one state of what an address gives (RFC 9110 §8.8.3). The opaque text has no quotes. */
public record EntityTag(String opaque) {

  /**
   * Whether {@code If-None-Match} says that the client has it: an answer without content will do.
   */
  public boolean isAmong(@Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && List.of(ifNoneMatch.strip().split("\\s*,\\s*")).stream()
            .anyMatch(known -> known.equals("*") || known.replaceFirst("^W/", "").equals(quoted()));
  }

  /** As the header {@code ETag} says it. */
  public String quoted() {
    return '"' + opaque + '"';
  }
}
