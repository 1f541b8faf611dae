package io.madang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel knows of a process: its CPU time, its reads and writes, its memory, its command
 * line (Linux, proc(5)).
 *
 * <p>Threads: any.
 */
public final class ProcessProbe {

  /** The unit of times in /proc, USER_HZ, which is 100 on every Linux. */
  static final double TICKS_A_SECOND = 100;

  private static final int UTIME = 11;
  private static final int STIME = 12;

  private final Path directory;

  public ProcessProbe(long pid) {
    directory = Path.of("/proc", Long.toString(pid));
  }

  /** Returns the seconds that its threads ran, in user and system mode. */
  public double cpuSeconds() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_A_SECOND;
  }

  /**
   * Returns how often its threads called read and write or one of their kin on files and sockets,
   * but not recv and send, nor what waits for a socket.
   */
  double readsAndWrites() {
    return read("io")
        .lines()
        .filter(line -> line.startsWith("sysc"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  public double rssBytes() {
    return 1024 * status("VmRSS");
  }

  public double threads() {
    return status("Threads");
  }

  private double status(String name) {
    List<String> lines = read("status").lines().filter(line -> line.startsWith(name)).toList();
    return lines.isEmpty() ? Double.NaN : Long.parseLong(lines.get(0).replaceAll("\\D", ""));
  }

  /** Returns the name of its program, at most 15 characters of it. */
  String name() {
    return read("comm").strip();
  }

  /** Returns its command line, with paths from here, and without what looks like a secret. */
  String commandLine() {
    return read("cmdline")
        .replace('\0', ' ')
        .replace(Path.of("").toAbsolutePath() + "/", "")
        .strip()
        .replaceAll("(?i)((?:^| )[^ /:=]*(?:key|secret|token|password)[^ /:=]*[= ])[^ ]+", "$1***");
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException("no " + directory.resolve(file) + ": is it Linux?", e);
    }
  }
}
