package io.madang.bench;

/**
 * CPU time that server and generator spent, in seconds.
 *
 * <p>As a moment since each began, or as a stretch between two moments.
 */
record Usage(double serverSeconds, double generatorSeconds) {

  static Usage now(ServerProbe server) {
    return new Usage(
        server.cpuSeconds(), new ProcessProbe(ProcessHandle.current().pid()).cpuSeconds());
  }

  Usage since(Usage earlier) {
    return new Usage(
        serverSeconds - earlier.serverSeconds, generatorSeconds - earlier.generatorSeconds);
  }
}
