package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server seen from beside: its CPU, its system calls and its memory, NaN where no process was
 * named.
 *
 * <p>What it started counts as well; the heap is that of a Java process.
 *
 * <p>Threads: one.
 */
public final class ServerProbe {

  private static final Pattern USED = Pattern.compile("used (\\d+)([KMG])");

  private final @Nullable Long pid;

  public ServerProbe(@Nullable Long pid) {
    this.pid = pid;
  }

  public double cpuSeconds() {
    return pid == null ? Double.NaN : tree(pid).mapToDouble(ProcessProbe::cpuSeconds).sum();
  }

  double readsAndWrites() {
    return pid == null ? Double.NaN : tree(pid).mapToDouble(ProcessProbe::readsAndWrites).sum();
  }

  double threads() {
    return pid == null ? Double.NaN : tree(pid).mapToDouble(ProcessProbe::threads).sum();
  }

  /** Returns what lives on its heap after a full collection, and its RSS. */
  public Memory memory() {
    if (pid == null) {
      return Memory.NONE;
    }
    double heap = isJava(pid) ? heapBytes(pid) : Double.NaN;
    return new Memory(heap, tree(pid).mapToDouble(ProcessProbe::rssBytes).sum());
  }

  String commandLine() {
    return pid == null ? "" : new ProcessProbe(pid).commandLine();
  }

  /** Returns the version of its Java, or "" . */
  String java() {
    return pid == null || !isJava(pid)
        ? ""
        : jcmd(pid, "VM.version").lines().skip(1).findFirst().orElse("");
  }

  private static double heapBytes(long pid) {
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    String heap = jcmd(pid, "GC.heap_info").split("Metaspace", 2)[0];
    return USED.matcher(heap).results().mapToDouble(ServerProbe::bytes).sum();
  }

  private static Stream<ProcessProbe> tree(long pid) {
    Stream<Long> started =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), started).map(ProcessProbe::new);
  }

  private static boolean isJava(long pid) {
    return new ProcessProbe(pid).name().equals("java");
  }

  private static double bytes(MatchResult used) {
    double unit =
        switch (used.group(2)) {
          case "K" -> 1024;
          case "M" -> 1024 * 1024;
          default -> 1024.0 * 1024 * 1024;
        };
    return Long.parseLong(used.group(1)) * unit;
  }

  private static String jcmd(long pid, String command) {
    Path own = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String program = Files.isExecutable(own) ? own.toString() : "jcmd";
    try {
      Process process =
          new ProcessBuilder(program, Long.toString(pid), command)
              .redirectErrorStream(true)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("jcmd " + pid + " " + command + ": " + answer.strip());
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("jcmd is needed for --pid", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
