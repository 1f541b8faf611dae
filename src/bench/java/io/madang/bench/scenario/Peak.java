package io.madang.bench.scenario;

import io.madang.bench.ServerProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The most that ever lived on a server's heap, by full collections one after the other.
 *
 * <p>What lives is what its log of collections says was left by one: what a busy server makes until
 * it can be asked is garbage of tens of megabytes.
 *
 * <p>Threads: started and ended on one; it collects on its own.
 */
final class Peak {

  private static final Pattern LEFT = Pattern.compile("Pause Full.* \\d+M->(\\d+)M");

  private final ServerProbe probe;
  private final Path log;
  private final Thread thread = new Thread(this::run, "peak");
  private final int before;
  private volatile boolean stopping;

  /**
   * Makes one, which collects once to know what lives before.
   *
   * @param log the file of {@link #option}
   */
  Peak(ServerProbe probe, Path log) throws IOException {
    this.probe = probe;
    this.log = log;
    probe.memory();
    this.before = left().size();
  }

  /** Returns the Java option that makes a server write a log of its collections. */
  static String option(Path log) {
    return "-Xlog:gc:file=" + log;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops collecting. */
  void end() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the MiB that lived before the start. */
  double mibBefore() throws IOException {
    return left().get(before - 1);
  }

  /** Returns the most MiB that lived from the start to the end. */
  double mib() throws IOException {
    return left().stream().skip(before).mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  /** Returns how often it looked. */
  int samples() throws IOException {
    return left().size() - before;
  }

  private void run() {
    while (!stopping) {
      probe.memory();
    }
  }

  private List<Double> left() throws IOException {
    String text = Files.readString(log);
    return LEFT.matcher(text).results().map(Peak::mib).toList();
  }

  private static Double mib(MatchResult found) {
    return Double.valueOf(found.group(1));
  }
}
