package io.madang.lab;

import java.util.List;

/** Which measurements a report has. Immutable. */
record Plan(
    List<Transport> transports,
    List<Integer> readers,
    List<Double> rates,
    int seconds,
    int warmUpSeconds,
    int pollMillis,
    int payloadBytes,
    boolean isBrowser) {

  private static final int LEAST_SECONDS = 6;
  private static final int MOST_SECONDS = 40;
  private static final int MESSAGES = 20;

  Load load(Transport transport, int many, double rate) {
    return new Load(transport, many, rate, pollMillis, payloadBytes, isBrowser);
  }

  /** Long enough for some messages, and for a CPU clock that ticks every 10 ms. */
  double seconds(double rate) {
    return seconds > 0 ? seconds : Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, MESSAGES / rate));
  }
}
