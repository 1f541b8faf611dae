package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where figures were measured: without it they mean little. */
public final class Machine {

  /** All but idle and iowait, after the line's name. */
  private static final int[] BUSY_FIELDS = {1, 2, 3, 6, 7, 8};

  private Machine() {}

  public static void describe(Figures figures, ServerProbe server) {
    figures.put("machine", describe());
    figures.put("generator_java", System.getProperty("java.vm.name") + " " + Runtime.version());
    figures.put("generator_command", new ProcessProbe(ProcessHandle.current().pid()).commandLine());
    figures.put("server_java", server.java());
    figures.put("server_command", server.commandLine());
  }

  /** Returns the CPU seconds that all processes ran, or that another guest took (proc(5)). */
  static double busySeconds() {
    String[] fields = field("/proc/stat", "cpu ").split(" +", -1);
    double ticks = 0;
    for (int i : BUSY_FIELDS) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / ProcessProbe.TICKS_A_SECOND;
  }

  private static String describe() {
    return Runtime.getRuntime().availableProcessors()
        + " x "
        + field("/proc/cpuinfo", "model name")
        + ", "
        + field("/proc/meminfo", "MemTotal")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version");
  }

  private static String field(String file, String name) {
    try {
      return Files.readString(Path.of(file), UTF_8)
          .lines()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown " + name);
    } catch (IOException e) {
      return "unknown " + name;
    }
  }
}
