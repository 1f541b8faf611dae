package io.madang.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Measures how a server hands messages to many readers.
 *
 * <p>Any server that speaks one of the {@link Dialects} will do. Exits with 1 when a promise of
 * Madang's was broken: a hole, a repeat or a step back in what any reader saw, an acked message
 * that did not come, an error, a lost connection. Of others such things are figures.
 */
@Command(
    name = "FanOut",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures how a server hands messages to many readers.")
public final class FanOut implements Callable<Integer> {

  @Mixin private final Options options = new Options();

  private FanOut() {}

  /**
   * Runs once and ends the program: 0, 1 for a broken promise, 2 for options that make no sense.
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FanOut()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServerProbe server = new ServerProbe(options.pid);
    Report report = new Report(options);
    Connections connections = new Connections(options);
    Run run = new Run(options, connections, server);
    Memory before = server.memory();
    try (connections) {
      connections.open(options);
      run.awaitSubscribed();
      report.memory(before, server.memory(), connections.size());
      if (options.rate > 0) {
        run.publish();
      }
      Memory after = server.memory();
      report.memoryAfter(before, after, server.threads(), connections.size());
      report.stopped(run.whileStopped(), after);
    }
    report.deliveries(run, connections);
    report.troubles(connections);
    return print(report.figures(), server, connections);
  }

  private int print(Figures figures, ServerProbe server, Connections connections)
      throws IOException {
    Machine.describe(figures, server);
    System.out.print(figures.table());
    if (options.json != null) {
      figures.write(options.json);
    }
    return connections.isSound() ? 0 : 1;
  }
}
