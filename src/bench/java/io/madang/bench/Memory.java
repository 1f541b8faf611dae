package io.madang.bench;

/**
 * A process's memory at one moment.
 *
 * @param heapBytes live objects, after a full collection
 * @param rssBytes resident
 */
public record Memory(double heapBytes, double rssBytes) {

  static final Memory NONE = new Memory(Double.NaN, Double.NaN);

  public double heapKibSince(Memory before, int connections) {
    return (heapBytes - before.heapBytes) / 1024 / connections;
  }

  public double rssKibSince(Memory before, int connections) {
    return (rssBytes - before.rssBytes) / 1024 / connections;
  }
}
