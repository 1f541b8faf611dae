package io.madang.boot;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line: reads the options, unpacks the file, and runs the server from it.
 *
 * <p>The options are told to picocli in code: reading them from annotations would cost a tenth of
 * the whole start.
 */
public final class Main {

  private static final String DATA = "madang.data";
  private static final String HELP = "shows this and ends";

  private final ParseResult given;
  private final @Nullable Path data;
  private final Map<String, String> settings;

  private Main(ParseResult given) {
    this.given = given;
    this.data = given.matchedOptionValue("--data", null);
    this.settings = given.matchedOptionValue("--set", Map.of());
  }

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && Commands.isOne(arguments[0])) {
      System.exit(Commands.run(war(), arguments));
    }
    WarmUp.machine();
    CommandLine line = new CommandLine(options());
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
    line.setExecutionStrategy(Main::execute);
    int status = line.execute(arguments);
    if (status != 0 || line.isUsageHelpRequested()) {
      System.exit(status);
    }
  }

  private static CommandSpec options() {
    CommandSpec spec = CommandSpec.create().name("java -jar madang.war");
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Durable real-time topics over WebSocket, streaming, long polling and polling.")
        .footer(
            "",
            "Beside the server there are (--help behind one of them shows more):",
            "  tap URL   a client on a bare socket, which shows each step and each byte",
            "  lab       measures what each transport costs, and writes a report",
            "  key       makes, shows and drops keys for programs",
            "  user      makes, shows and drops people who may sign in",
            "",
            "Settings also come from system properties and from the environment:",
            "MADANG_LIMITS_FRAME_BYTES is madang.limits.frame-bytes.",
            "Exit status: 0 ended as asked, 1 cannot start, 2 bad option.");
    return spec.addOption(
            option("--port", "PORT", "listens here (default: 8080; 0 for a free one)")
                .type(int.class)
                .build())
        .addOption(
            option("--host", "ADDRESS", "listens on this address only (default: all)")
                .type(String.class)
                .build())
        .addOption(
            option("--data", "DIR", "keeps the database here (default: madang-data)")
                .type(Path.class)
                .build())
        .addOption(
            option("--users", "FILE", "who may sign in (default: users in the folder for data)")
                .type(Path.class)
                .build())
        .addOption(
            option("--tls-certificate", "FILE", "speaks TLS with this certificate (PEM, a chain)")
                .type(Path.class)
                .build())
        .addOption(
            option("--tls-key", "FILE", "the certificate's key (PEM, PKCS #8)")
                .type(Path.class)
                .build())
        .addOption(
            option("--set", "NAME=VALUE", "sets madang.…; may be repeated")
                .type(LinkedHashMap.class)
                .auxiliaryTypes(String.class, String.class)
                .build())
        .addOption(OptionSpec.builder("--help").usageHelp(true).description(HELP).build());
  }

  private static OptionSpec.Builder option(String name, String value, String description) {
    return OptionSpec.builder(name).paramLabel(value).description(description);
  }

  private static int execute(ParseResult given) {
    Integer answered = CommandLine.executeHelpRequest(given);
    if (answered != null) {
      return answered;
    }
    try {
      new Main(given).run();
      return 0;
    } catch (Exception e) {
      throw new ExecutionException(given.commandSpec().commandLine(), reason(e), e);
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

  private void run() throws Exception {
    Map<String, String> options = serverOptions();
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
    Callable<?> server = server(loader, unpacked, options);
    server.call();
  }

  /** As texts: the server has a class loader of its own. */
  private Map<String, String> serverOptions() {
    int port = given.matchedOptionValue("--port", 8080);
    if (port < 0 || port > 65_535) {
      throw new BadOption("--port: expected 0 to 65535");
    }
    Map<String, String> options = new HashMap<>();
    options.put("port", Integer.toString(port));
    options.put("host", given.matchedOptionValue("--host", ""));
    Path users = given.matchedOptionValue("--users", Path.of(dataFolder()).resolve("users"));
    options.put("users", users.toString());
    Path certificate = given.matchedOptionValue("--tls-certificate", null);
    Path key = given.matchedOptionValue("--tls-key", null);
    if ((certificate == null) != (key == null)) {
      throw new BadOption("--tls-certificate and --tls-key: expected both, or none");
    }
    if (certificate != null) {
      options.put("tls-certificate", certificate.toString());
      options.put("tls-key", key.toString());
    }
    return options;
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

  private static Callable<?> server(ClassLoader loader, Path unpacked, Map<String, String> options)
      throws ReflectiveOperationException {
    return Class.forName("io.madang.boot.EmbeddedServer", true, loader)
        .asSubclass(Callable.class)
        .getDeclaredConstructor(Path.class, Map.class)
        .newInstance(unpacked, options);
  }
}
