package io.madang.lab;

/**
 * One row of the report.
 *
 * @param opening what it took to begin to listen
 * @param cpuSeconds the server's; NaN where it is not known
 */
record Result(Load load, Snapshot opening, Snapshot counted, double cpuSeconds) {

  private double perDelivery(double sum) {
    return sum / Math.max(1, counted.delivered());
  }

  double requestsPerDelivery() {
    return perDelivery((double) counted.requests());
  }

  double overheadPerDelivery() {
    return perDelivery((double) counted.overhead());
  }

  double payloadPerDelivery() {
    return perDelivery((double) counted.upPayload() + counted.downPayload());
  }

  double cpuMicrosPerDelivery() {
    return perDelivery(cpuSeconds * 1e6);
  }

  /** Percent of one core. */
  double cpuPercent() {
    return 100 * cpuSeconds / counted.seconds();
  }

  double openingBytesPerReader() {
    return (double) opening.bytes() / load.readers();
  }
}
