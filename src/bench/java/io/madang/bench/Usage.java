package io.madang.bench;

/**
 * CPU time that was spent, in seconds, and what the server asked of the kernel.
 *
 * <p>As a moment since each began, or as a stretch between two moments.
 *
 * @param serverCalls its reads and writes, {@link ProcessProbe#readsAndWrites}
 * @param machineSeconds by all processes together: what is neither the server's nor the generator's
 *     disturbed the run
 */
public record Usage(
    double serverSeconds, double serverCalls, double generatorSeconds, double machineSeconds) {

  static final Usage NONE = new Usage(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  public static Usage now(ServerProbe server) {
    double generator = new ProcessProbe(ProcessHandle.current().pid()).cpuSeconds();
    return new Usage(
        server.cpuSeconds(), server.readsAndWrites(), generator, Machine.busySeconds());
  }

  public Usage since(Usage earlier) {
    return new Usage(
        serverSeconds - earlier.serverSeconds,
        serverCalls - earlier.serverCalls,
        generatorSeconds - earlier.generatorSeconds,
        machineSeconds - earlier.machineSeconds);
  }

  public double otherSeconds() {
    return Math.max(0, machineSeconds - serverSeconds - generatorSeconds);
  }
}
