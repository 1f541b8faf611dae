package io.madang.e2e.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own with little room, which only root can make. Threads: one. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 64 << 10;

  private final Path folder;
  private final Path ballast;

  /** Mounts one below a folder; {@code size} as {@code mount} takes it. */
  public SmallDisk(Path above, String size) throws IOException {
    this.folder = Files.createDirectory(above.resolve("disk"));
    this.ballast = folder.resolve("ballast");
    if (!succeeds("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString())) {
      throw new IOException("cannot mount " + folder);
    }
  }

  /** Whether this user on this machine may mount. */
  public static boolean canBeMade() throws IOException {
    Path folder = Files.createTempDirectory("madang-disk-");
    try {
      return succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString())
          && succeeds("umount", folder.toString());
    } finally {
      Files.delete(folder);
    }
  }

  /** The root of the file system. */
  public Path folder() {
    return folder;
  }

  /** Takes all the room that is left, to the last block. */
  public void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.getFileStore(folder).getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  /** Gives it back. */
  public void makeRoom() throws IOException {
    Files.delete(ballast);
  }

  private static boolean succeeds(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!succeeds("umount", folder.toString())) {
      throw new IOException("cannot unmount " + folder);
    }
  }
}
