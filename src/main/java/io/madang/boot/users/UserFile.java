package io.madang.boot.users;

import io.madang.file.LineFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file of users. Comments and the order of lines stay. */
record UserFile(LineFile file) {

  /**
   * All of them.
   *
   * @throws IllegalArgumentException naming the line and what was expected there
   */
  List<User> users() throws IOException {
    List<String> lines = file.lines();
    List<User> users = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        user(lines.get(i)).ifPresent(users::add);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return users;
  }

  private static Optional<User> user(String line) {
    return LineFile.isRemark(line) ? Optional.empty() : Optional.of(User.parse(line));
  }

  /**
   * Adds a user.
   *
   * @throws IllegalArgumentException when there is one of that name
   */
  void add(User user) throws IOException {
    file.change(
        lines -> {
          if (lines.stream().anyMatch(line -> isOf(user.name(), line))) {
            throw new IllegalArgumentException("there is a user named " + user.name());
          }
          List<String> more = new ArrayList<>(lines);
          more.add(user.line());
          return more;
        });
  }

  /**
   * Gives a user another password.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  void change(String name, PasswordHash hash) throws IOException {
    file.change(
        lines -> {
          int at = place(name, lines);
          List<String> changed = new ArrayList<>(lines);
          changed.set(at, new User(name, hash, User.parse(lines.get(at)).roles()).line());
          return changed;
        });
  }

  /**
   * Drops a user.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  void remove(String name) throws IOException {
    file.change(
        lines -> {
          List<String> fewer = new ArrayList<>(lines);
          fewer.remove(place(name, lines));
          return fewer;
        });
  }

  private static int place(String name, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (isOf(name, lines.get(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no user named " + name);
  }

  private static boolean isOf(String name, String line) {
    return user(line).filter(user -> user.name().equals(User.composed(name))).isPresent();
  }
}
