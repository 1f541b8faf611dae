package io.madang.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A process that this one started, and ends whatever happens.
 *
 * <p>Should this program be interrupted, a shutdown hook ends the child.
 *
 * <p>Threads: one, beside the hook's.
 */
public final class Child implements AutoCloseable {

  private static final long GRACE_SECONDS = 10;

  private final Process process;
  private final Thread hook;

  private Child(Process process) {
    this.process = process;
    this.hook = new Thread(this::end, "end-" + process.pid());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a command; what it prints is appended to the log. */
  public static Child start(List<String> command, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new Child(
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit status; nothing when it did not end in time. */
  public OptionalInt await(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        end();
        process.waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException | IllegalStateException leaving) {
      end();
    }
  }

  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
