package io.madang.boot;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is logged when Madang runs alone: one line for each thing that a person should know.
 *
 * <p>A failed start is told by {@link Main}, in one line, so nobody else needs to.
 */
final class Logs {

  private static final String LINE = "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n";

  // java.util.logging forgets the level of a logger that nobody holds.
  private static final List<Logger> QUIET =
      List.of(
          at(Level.WARNING, "org.eclipse.jetty"),
          at(Level.WARNING, "io.madang.boot.FrameGuard"), // Jetty writes frames down in its name
          at(Level.WARNING, "com.zaxxer.hikari"),
          at(Level.WARNING, "org.flywaydb"),
          at(Level.SEVERE, "org.apache"),
          at(Level.SEVERE, "org.eclipse.jetty.io.AbstractConnection"), // each reader given up
          at(Level.SEVERE, "org.eclipse.jetty.session.HouseKeeper"), // looks each second
          at(Level.OFF, "org.eclipse.jetty.ee10.webapp"),
          at(Level.OFF, "io.madang.app.MadangListener"),
          at(Level.OFF, "com.zaxxer.hikari.pool.HikariPool"));

  private Logs() {}

  private static Logger at(Level level, String name) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    return logger;
  }

  /** Sets the levels, and the form of a line unless somebody chose one. */
  static void beQuiet() {
    String format = "java.util.logging.SimpleFormatter.format";
    if (System.getProperty(format) == null) {
      System.setProperty(format, LINE);
    }
    QUIET.forEach(logger -> logger.setUseParentHandlers(true));
  }
}
