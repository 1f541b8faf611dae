package io.madang.boot;

import java.util.List;
import javax.xml.parsers.SAXParserFactory;
import org.eclipse.jetty.ee10.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;

/**
 * Loads what the application will need while Jetty still reads descriptors: two threads start
 * faster than one.
 *
 * <p>Nothing depends on it. What cannot be loaded here is loaded later, or its absence told then.
 */
final class WarmUp extends AbstractConfiguration {

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /** The first classes of what takes longest, in the order in which they will be needed. */
  private static final List<String> APPLICATION =
      List.of(
          "org.sqlite.core.NativeDB",
          "org.sqlite.SQLiteConnection",
          "com.zaxxer.hikari.HikariDataSource",
          "com.zaxxer.hikari.pool.HikariPool",
          "org.flywaydb.core.Flyway",
          "org.flywaydb.core.internal.database.sqlite.SQLiteDatabaseType",
          "com.github.benmanes.caffeine.cache.Caffeine",
          "io.madang.store.SqlStore",
          "io.madang.core.Hub",
          "org.eclipse.yasson.internal.JsonBindingBuilder",
          "org.eclipse.parsson.JsonProviderImpl");

  WarmUp() {
    super(new Builder().addDependencies(WebInfConfiguration.class));
  }

  /** Begins with the machine's own XML parser, before there is an application. */
  static void beginWithXml() {
    start(
        () -> {
          try {
            SAXParserFactory.newInstance().newSAXParser();
          } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "no XML parser yet: {0}", e.toString());
          }
        });
  }

  /** The application's class loader knows its jars now. */
  @Override
  public void configure(WebAppContext context) {
    ClassLoader loader = context.getClassLoader();
    start(() -> APPLICATION.forEach(name -> load(loader, name)));
  }

  private static void load(ClassLoader loader, String name) {
    try {
      Class<?> loaded = Class.forName(name, true, loader);
      if (name.equals("org.sqlite.core.NativeDB")) {
        loaded.getMethod("load").invoke(null); // unpacks and links the native library
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.log(System.Logger.Level.DEBUG, "not warmed up: {0}", e.toString());
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "madang-warm-up");
    thread.setDaemon(true);
    thread.start();
  }
}
