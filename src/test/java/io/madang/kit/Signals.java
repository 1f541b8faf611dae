package io.madang.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes that a test started. Threads: any. */
public final class Signals {

  private Signals() {}

  /** Sends one, {@code STOP} or {@code CONT}, to a process and to all that it started. */
  public static void send(String name, ProcessHandle process) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(Stream.of(process), process.descendants())
        .forEach(one -> command.add(Long.toString(one.pid())));
    try {
      int status = new ProcessBuilder(command).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(command + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
