package io.madang.bench;

/**
 * What must not happen: breaks of the protocol's promises, errors, lost connections.
 *
 * <p>Any of them makes the run fail; the first one is kept to be shown.
 *
 * <p>Threads: any.
 */
public final class Troubles {

  private static final int SHOWN_CHARS = 300;

  private long violations;
  private long errors;
  private long closed;
  private String first = "";

  /** Counts a cursor that was not the next one: a hole, a repeat or a step back. */
  synchronized void violation(Position previous, Object line) {
    violations++;
    keep("after " + previous + " came " + line);
  }

  /** Counts a frame that says something was refused, left out or ended. */
  public synchronized void error(Object line) {
    errors++;
    keep(line.toString());
  }

  public synchronized void closed(String reason) {
    closed++;
    keep("closed: " + reason);
  }

  synchronized long violations() {
    return violations;
  }

  synchronized long errors() {
    return errors;
  }

  synchronized long closed() {
    return closed;
  }

  public synchronized boolean isNone() {
    return violations + errors + closed == 0;
  }

  /** Returns the first trouble in words, or "" when all was well. */
  public synchronized String first() {
    return first;
  }

  private void keep(String what) {
    if (first.isEmpty()) {
      first = what.substring(0, Math.min(what.length(), SHOWN_CHARS));
    }
  }
}
