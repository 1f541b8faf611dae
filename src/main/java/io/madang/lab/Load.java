package io.madang.lab;

/**
 * What one measurement does. Immutable, and in bounds.
 *
 * @param pollMillis from one poll to the next of the same reader
 * @param payloadBytes length of each message's text
 * @param isBrowser whether readers send the headers that a browser sends
 */
public record Load(
    Transport transport,
    int readers,
    double messagesPerSecond,
    int pollMillis,
    int payloadBytes,
    boolean isBrowser) {

  public static final int MOST_READERS = 2_000;
  public static final double MOST_MESSAGES = 15;
  public static final int MOST_PAYLOAD = 10_000;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException that names the one that was left
   */
  public Load {
    check("readers", readers, 1, MOST_READERS);
    check("messages a second", messagesPerSecond, 0.01, MOST_MESSAGES);
    check("polling interval in ms", pollMillis, 100, 60_000);
    check("payload bytes", payloadBytes, 1, MOST_PAYLOAD);
  }

  /** The same over another transport. */
  public Load over(Transport other) {
    return new Load(other, readers, messagesPerSecond, pollMillis, payloadBytes, isBrowser);
  }

  private static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(name + ": expected " + least + " to " + most);
    }
  }
}
