package io.madang.checker;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a history shows: what was broken, and how long things took. */
public record Verdict(List<Violation> violations, Times times) {

  /** The promises that were broken. */
  public Set<Violation.Kind> kinds() {
    return violations.stream().map(Violation::kind).collect(Collectors.toSet());
  }
}
