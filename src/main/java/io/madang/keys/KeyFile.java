package io.madang.keys;

import io.madang.file.LineFile;
import io.madang.identity.ApiKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file of keys. Comments and the order of lines stay. */
record KeyFile(LineFile file) {

  List<ApiKey> keys() throws IOException {
    return file.lines().stream().flatMap(line -> key(line).stream()).toList();
  }

  private static Optional<ApiKey> key(String line) {
    return LineFile.isRemark(line) ? Optional.empty() : Optional.of(ApiKey.parse(line));
  }

  /**
   * Adds a key.
   *
   * @throws IllegalArgumentException when there is one of that name
   */
  void add(ApiKey key) throws IOException {
    file.change(
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
    file.change(
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
}
