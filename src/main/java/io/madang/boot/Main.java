package io.madang.boot;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: reads the options, unpacks the file, and runs the server from it. */
@Command(
    name = "java -jar madang.war",
    sortOptions = false,
    description = "Durable real-time topics over WebSocket, streaming, long polling and polling.",
    footer = {
      "",
      "Settings also come from system properties and the environment: madang.limits.frame-bytes",
      "is MADANG_LIMITS_FRAME_BYTES. Exit status: 0 ended as asked, 1 cannot start, 2 bad option."
    })
public final class Main implements Callable<Integer> {

  private static final String DATA = "madang.data";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "listens here (default: ${DEFAULT-VALUE}; 0 for a free one)")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = "listens on this address only (default: all)")
  private String host = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "keeps the database here (default: madang-data)")
  private @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "sets madang.…; may be repeated")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--help", usageHelp = true, description = "shows this and ends")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean isHelp;

  private Main() {}

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setParameterExceptionHandler(
        (fault, given) -> {
          System.err.println("madang: " + fault.getMessage() + " (--help shows the options)");
          return 2;
        });
    line.setExecutionExceptionHandler(
        (fault, command, result) -> {
          System.err.println("madang: " + reason(fault));
          return fault instanceof BadOption ? 2 : 1;
        });
    int status = line.execute(arguments);
    if (status != 0 || line.isUsageHelpRequested()) {
      System.exit(status);
    }
  }

  private static String reason(Throwable fault) {
    return String.valueOf(fault.getMessage() == null ? fault.toString() : fault.getMessage());
  }

  /** An option whose value cannot be. */
  static final class BadOption extends RuntimeException {
    BadOption(String message) {
      super(message);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65_535) {
      throw new BadOption("--port: expected 0 to 65535");
    }
    for (String name : settings.keySet()) {
      if (!name.startsWith("madang.")) {
        throw new BadOption("--set: " + name + " does not begin with madang.");
      }
    }
    settings.forEach(System::setProperty);
    System.setProperty(DATA, dataFolder());
    Path unpacked = new Unpacked(war()).in(Path.of(dataFolder()).resolve("work"));
    List<URL> classPath = new ArrayList<>();
    classPath.add(war().toUri().toURL());
    classPath.addAll(jars(unpacked.resolve("WEB-INF/embedded"), ""));
    classPath.addAll(jars(unpacked.resolve("WEB-INF/lib"), "slf4j"));
    ClassLoader loader =
        new URLClassLoader(
            "embedded", classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    Callable<?> server = server(loader, unpacked);
    server.call();
    return 0;
  }

  private static List<URL> jars(Path folder, String prefix) throws IOException {
    List<URL> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith(prefix)) {
          found.add(file.toUri().toURL());
        }
      }
    }
    return found;
  }

  /** The option, or what else sets it: this must be known before the settings are read. */
  private String dataFolder() {
    return data != null
        ? data.toString()
        : System.getProperty(DATA, System.getenv().getOrDefault("MADANG_DATA", "madang-data"));
  }

  private static Path war() throws URISyntaxException {
    URI place = Main.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(place);
  }

  private Callable<?> server(ClassLoader loader, Path unpacked)
      throws ReflectiveOperationException {
    return Class.forName("io.madang.boot.EmbeddedServer", true, loader)
        .asSubclass(Callable.class)
        .getDeclaredConstructor(Path.class, String.class, int.class)
        .newInstance(unpacked, host, port);
  }
}
