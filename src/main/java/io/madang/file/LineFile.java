package io.madang.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file of lines, for its owner's eyes only and changed as a whole: whoever reads it sees the old
 * one or the new one.
 *
 * @param file it need not be there
 */
public record LineFile(Path file) {

  /** All lines; none where there is no file. */
  public List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Whether a line says nothing. */
  public static boolean isRemark(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }

  /** Changes the lines, one process after the other. */
  public void change(UnaryOperator<List<String>> change) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path guard = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      List<String> changed = change.apply(lines());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.write(fresh, changed);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      lock.release();
    }
  }
}
