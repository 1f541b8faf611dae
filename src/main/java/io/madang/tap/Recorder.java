package io.madang.tap;

import java.util.function.LongSupplier;

/** Gives each step its time. Threads: any; steps are shown one after the other. */
final class Recorder {

  private static final double NANOS_A_MILLI = 1e6;

  private final Printer printer;
  private final LongSupplier nanos;
  private final long start;

  Recorder(Printer printer, LongSupplier nanos) {
    this.printer = printer;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  synchronized void show(Step step) {
    printer.print(millis(), step);
  }

  void show(String name, String summary) {
    show(Step.of(name, summary));
  }

  synchronized void end(Ending ending) {
    printer.end(millis(), ending);
  }

  private double millis() {
    return (nanos.getAsLong() - start) / NANOS_A_MILLI;
  }
}
