package io.madang.boot;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The programs beside the server. Their classes lie in {@code WEB-INF/classes}, are read from there
 * without unpacking, and only when one of them is asked for.
 */
final class Commands {

  private static final Map<String, String> CLASSES =
      Map.of(
          "tap", "io.madang.tap.TapCommand",
          "lab", "io.madang.lab.LabCommand",
          "key", "io.madang.keys.KeyCommand",
          "user", "io.madang.boot.users.UserCommand");

  private Commands() {}

  static boolean isOne(String name) {
    return CLASSES.containsKey(name);
  }

  /** Runs the one that the first argument names, and returns its exit status. */
  @SuppressWarnings("unchecked") // that is how they are declared
  static int run(Path war, String[] arguments) throws IOException, ReflectiveOperationException {
    URL classes = URI.create("jar:" + war.toUri() + "!/WEB-INF/classes/").toURL();
    try (URLClassLoader loader =
        new URLClassLoader("commands", new URL[] {classes}, Commands.class.getClassLoader())) {
      Object command =
          Class.forName(CLASSES.get(arguments[0]), true, loader)
              .getDeclaredConstructor()
              .newInstance();
      return ((ToIntFunction<String[]>) command)
          .applyAsInt(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
  }
}
