package io.madang.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this server is made of at the moment, for people to read: names and numbers, no path of the
 * machine, no address of a database, no one's secret.
 *
 * @param container its name, with its version if that may be told
 * @param java the same
 * @param database the same; empty while it does not answer
 * @param ownsPool whether the connections to the database are the application's own, not the
 *     container's
 * @param thread that made this page
 * @param containerThreads how many begin with the same word
 * @param ownThreads how many Madang started
 * @param programs what answers here beside this page
 */
public record ServerFacts(
    String container,
    String java,
    String specification,
    String database,
    boolean ownsPool,
    String thread,
    long containerThreads,
    long ownThreads,
    int sessionMinutes,
    String sessionsBy,
    @Nullable String login,
    List<Program> programs) {

  /** What answers at some paths of the application. */
  public record Program(String name, List<String> paths) {}

  private static final String OWN = "madang-";
  private static final String OF_THE_STARTER = "madang-http";

  /** What the container and the machine tell; what is behind {@code database} is told already. */
  static ServerFacts of(
      HttpServletRequest request, boolean tellsVersions, String database, boolean ownsPool) {
    ServletContext context = request.getServletContext();
    String info = context.getServerInfo();
    String here = withoutNumber(Thread.currentThread().getName());
    List<String> threads = threadNames();
    return new ServerFacts(
        tellsVersions ? info : nameOf(info),
        tellsVersions
            ? System.getProperty("java.vm.name") + " " + Runtime.version()
            : String.valueOf(System.getProperty("java.vm.name")),
        tellsVersions
            ? "Servlet " + context.getMajorVersion() + "." + context.getMinorVersion()
            : "Servlet",
        database,
        ownsPool,
        here,
        threads.stream().filter(name -> withoutNumber(name).equals(here)).count(),
        threads.stream()
            .filter(name -> name.startsWith(OWN) && !name.startsWith(OF_THE_STARTER))
            .count(),
        context.getSessionTimeout(),
        context.getEffectiveSessionTrackingModes().stream()
            .map(SessionTrackingMode::name)
            .map(mode -> mode.toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(", ")),
        request.getRemoteUser(),
        programs(context));
  }

  /** The words before the first digit: {@code Apache Tomcat/10.1.34} is Apache Tomcat. */
  static String nameOf(String info) {
    return info.replaceFirst("[\\s/(,-]*[0-9].*$", "").strip();
  }

  /** {@code http-nio-8080-exec-3} is one of many of {@code http-nio-8080-exec}, so is a pool's. */
  private static String withoutNumber(String thread) {
    return thread.replaceFirst("[-\\s(]*[0-9]+\\)?$", "");
  }

  private static List<String> threadNames() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<String> names = new ArrayList<>();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds(), 0)) {
      if (info != null) {
        names.add(Objects.requireNonNullElse(info.getThreadName(), ""));
      }
    }
    return names;
  }

  private static List<Program> programs(ServletContext context) {
    return context.getServletRegistrations().values().stream()
        .filter(servlet -> !servlet.getMappings().isEmpty())
        .map(ServerFacts::program)
        .sorted(Comparator.comparing(program -> program.paths().get(0)))
        .toList();
  }

  private static Program program(ServletRegistration servlet) {
    List<String> paths =
        new TreeSet<>(servlet.getMappings())
            .stream().map(path -> path.isEmpty() ? "/" : path.equals("/") ? "/*" : path).toList();
    return new Program(servlet.getName().replaceFirst(".*[.$]", ""), paths);
  }
}
