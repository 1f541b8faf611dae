package io.madang.tap;

/** Shows steps. Threads: one at a time. */
interface Printer {

  /**
   * Shows a step.
   *
   * @param millis since the tap began
   */
  void print(double millis, Step step);

  /** Shows how it ended. */
  void end(double millis, Ending ending);
}
