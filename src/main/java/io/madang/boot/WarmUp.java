package io.madang.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.xml.parsers.SAXParserFactory;

/**
 * Loads what will be needed soon on a thread beside the one that starts: two start faster than one.
 *
 * <p>Nothing depends on it. What cannot be loaded here is loaded later, or its absence told then.
 */
final class WarmUp {

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  private static final String SQLITE_FOLDER = "org.sqlite.lib.path";

  /** The first classes of what takes longest, in the order in which they will be needed. */
  private static final List<String> APPLICATION =
      List.of(
          "org.sqlite.SQLiteConnection",
          "com.zaxxer.hikari.HikariDataSource",
          "com.zaxxer.hikari.pool.HikariPool",
          "com.github.benmanes.caffeine.cache.Caffeine",
          "io.madang.store.SqlStore",
          "io.madang.core.Hub",
          "org.eclipse.yasson.internal.JsonBindingBuilder",
          "org.eclipse.parsson.JsonProviderImpl");

  private WarmUp() {}

  /** Java's own parts that Jetty will ask for, before there is a Jetty. */
  static void machine() {
    start(
        () -> {
          UnaryOperator<String> joined = text -> text + Locale.getAvailableLocales().length;
          LOG.log(System.Logger.Level.TRACE, joined.apply("locales: "));
          try {
            SAXParserFactory.newInstance().newSAXParser();
          } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "no XML parser yet: {0}", e.toString());
          }
        });
  }

  /**
   * The application's parts, once its class loader knows its jars.
   *
   * @param folder where the native library may be kept for the next start
   */
  static void application(ClassLoader loader, Path folder) {
    start(
        () -> {
          sqlite(loader, folder);
          APPLICATION.forEach(name -> load(loader, name));
        });
  }

  private static void load(ClassLoader loader, String name) {
    try {
      Class.forName(name, true, loader);
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.log(System.Logger.Level.DEBUG, "not warmed up: {0}", e.toString());
    }
  }

  /** SQLite would unpack its library at each start, and compare it byte by byte. */
  private static void sqlite(ClassLoader loader, Path folder) {
    try {
      if (System.getProperty(SQLITE_FOLDER) == null && keepSqlite(loader, folder)) {
        System.setProperty(SQLITE_FOLDER, folder.toString());
      }
      Class.forName("org.sqlite.core.NativeDB", true, loader).getMethod("load").invoke(null);
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      LOG.log(System.Logger.Level.DEBUG, "SQLite is not warmed up: {0}", e.toString());
    }
  }

  private static boolean keepSqlite(ClassLoader loader, Path folder)
      throws IOException, ReflectiveOperationException {
    String name = System.mapLibraryName("sqlitejdbc");
    if (!Files.exists(folder.resolve(name))) {
      Object machine =
          Class.forName("org.sqlite.util.OSInfo", true, loader)
              .getMethod("getNativeLibFolderPathForCurrentOS")
              .invoke(null);
      try (var in = loader.getResourceAsStream("org/sqlite/native/" + machine + "/" + name)) {
        if (in == null) {
          return false;
        }
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, name, ".part");
        Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return true;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "madang-warm-up");
    thread.setDaemon(true);
    thread.start();
  }
}
