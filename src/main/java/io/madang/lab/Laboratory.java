package io.madang.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out a plan, one measurement after the other. Threads: one. */
final class Laboratory {

  private static final int WARM_UP_READERS = 100;
  private static final double WARM_UP_RATE = 10;
  private static final long PATIENCE_MILLIS = 10_000;

  private final Target target;
  private final Plan plan;
  private final Optional<ProcessHandle> server;
  private final PrintStream progress;

  Laboratory(Target target, Plan plan, Optional<ProcessHandle> server, PrintStream progress) {
    this.target = target;
    this.plan = plan;
    this.server = server;
    this.progress = progress;
  }

  List<Result> run() throws IOException {
    warmUp();
    List<Result> results = new ArrayList<>();
    for (double rate : plan.rates()) {
      for (int readers : plan.readers()) {
        for (Transport transport : plan.transports()) {
          progress.printf(
              "lab: %s, %d readers, %s messages/s, %.0f s%n",
              transport.words(), readers, rate, plan.seconds(rate));
          results.add(measure(plan.load(transport, readers, rate), plan.seconds(rate)));
        }
      }
    }
    return results;
  }

  /** A fresh JVM compiles, and that would be charged to whoever comes first. */
  private void warmUp() throws IOException {
    for (Transport transport : plan.transports()) {
      if (plan.warmUpSeconds() > 0) {
        progress.printf("lab: warming up, %s%n", transport.words());
        measure(plan.load(transport, WARM_UP_READERS, WARM_UP_RATE), plan.warmUpSeconds());
      }
    }
  }

  private Result measure(Load load, double seconds) throws IOException {
    try (Measurement measurement = Measurement.start(target, load)) {
      double before = cpuSeconds();
      measurement.runOn((long) (seconds * 1_000));
      Snapshot counted = measurement.finish(PATIENCE_MILLIS);
      return new Result(load, measurement.opening(), counted, cpuSeconds() - before);
    }
  }

  private double cpuSeconds() {
    return server
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .map(nanos -> nanos / 1e9)
        .orElse(Double.NaN);
  }
}
