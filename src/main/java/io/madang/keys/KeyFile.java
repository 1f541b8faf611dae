package io.madang.keys;

import io.madang.identity.ApiKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The file of keys, changed as a whole: whoever reads it sees the old one or the new one. Comments
 * and the order of lines stay.
 *
 * @param file it need not be there
 */
record KeyFile(Path file) {

  List<ApiKey> keys() throws IOException {
    return lines().stream().flatMap(line -> key(line).stream()).toList();
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static Optional<ApiKey> key(String line) {
    boolean isNone = line.isBlank() || line.strip().startsWith("#");
    return isNone ? Optional.empty() : Optional.of(ApiKey.parse(line));
  }

  /**
   * Adds a key.
   *
   * @throws IllegalArgumentException when there is one of that name
   */
  void add(ApiKey key) throws IOException {
    change(
        lines -> {
          if (lines.stream().anyMatch(line -> isOf(key.id(), line))) {
            throw new IllegalArgumentException("there is a key named " + key.id());
          }
          List<String> more = new ArrayList<>(lines);
          more.add(key.line());
          return more;
        });
  }

  /**
   * Drops a key.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  void remove(String id) throws IOException {
    change(
        lines -> {
          List<String> fewer = lines.stream().filter(line -> !isOf(id, line)).toList();
          if (fewer.size() == lines.size()) {
            throw new IllegalArgumentException("there is no key named " + id);
          }
          return fewer;
        });
  }

  private static boolean isOf(String id, String line) {
    return key(line).filter(key -> key.id().equals(id)).isPresent();
  }

  private void change(UnaryOperator<List<String>> change) throws IOException {
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
