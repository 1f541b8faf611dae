package io.madang.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code lab}: takes its arguments, writes a report, returns the status. */
public final class LabCommand implements ToIntFunction<String[]> {

  private static final int BROKEN = 1;
  private static final int BAD_OPTION = 2;
  private static final int NOT_EXACT = 3;
  private static final int MOST_SECONDS = 600;

  @Override
  public int applyAsInt(String[] arguments) {
    CommandLine line = new CommandLine(spec());
    line.setParameterExceptionHandler(
        (fault, given) -> {
          System.err.println("lab: " + fault.getMessage() + " (--help shows the options)");
          return BAD_OPTION;
        });
    line.setExecutionStrategy(given -> execute(line, given));
    return line.execute(arguments);
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("java -jar madang.war lab");
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Measures what each transport costs for a delivered message: requests, bytes, CPU,"
                + " latency. Bytes are counted on bare sockets. It starts a server of its own and"
                + " ends it, and loads this machine only. The whole takes about a quarter of an"
                + " hour; --quick some two minutes.")
        .footer(
            "",
            "With --url it publishes to a chat topic of its own there, which stays. The server's",
            "CPU is then known only with --pid.",
            "",
            "Exit status: 0 measured; 1 the server cannot be reached or failed; 2 bad option;",
            "3 a message was missed or repeated.");
    spec.addOption(flag("--json", "writes JSON"))
        .addOption(flag("--markdown", "writes Markdown (the default)"))
        .addOption(flag("--quick", "1 and 100 readers, 1 and 10 messages a second, 4 s each"))
        .addOption(text("--url", "URL", "", "measures a server that runs, on the loopback"))
        .addOption(text("--pid", "PID", "", "its process, for its CPU"));
    text(spec, "--transports", "polling,long_polling,sse,ndjson,websocket", "which transports");
    text(spec, "--readers", "1,100,1000", "how many readers");
    text(spec, "--rates", "0.1,1,10", "messages a second");
    text(spec, "--seconds", "0", "for each; 0: as long as 20 messages take, from 6 to 40");
    text(spec, "--warm-up", "5", "seconds before, for each transport");
    text(spec, "--interval", "1000", "milliseconds between two polls");
    text(spec, "--payload", "20", "bytes of each text");
    text(spec, "--headers", "browser", "browser or minimal: what the readers send");
    return spec.addOption(
        OptionSpec.builder("--help").usageHelp(true).description("shows this and ends").build());
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  private static void text(CommandSpec spec, String name, String standard, String description) {
    spec.addOption(text(name, "VALUE", standard, description + " (default: " + standard + ")"));
  }

  private static OptionSpec text(String name, String label, String standard, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .defaultValue(standard)
        .description(description)
        .build();
  }

  private static int execute(CommandLine line, ParseResult given) {
    Integer answered = CommandLine.executeHelpRequest(given);
    if (answered != null) {
      return answered;
    }
    try {
      return run(given);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      System.err.println("lab: " + e.getMessage());
      return BROKEN;
    }
  }

  private static int run(ParseResult given) throws IOException {
    if (given.hasMatchedOption("--json") && given.hasMatchedOption("--markdown")) {
      throw new IllegalArgumentException("--json and --markdown: choose one");
    }
    Plan plan = plan(given);
    String url = value(given, "--url");
    if (!url.isEmpty()) {
      Optional<ProcessHandle> process = process(value(given, "--pid"));
      return report(given, plan, new Source(URI.create(url), process, "the one at " + url));
    }
    Path war = Path.of(System.getProperty("java.class.path"));
    if (!Files.isRegularFile(war)) {
      throw new IOException("no file to start a server from: name one that runs with --url");
    }
    try (ServerProcess server = ServerProcess.start(war)) {
      Optional<ProcessHandle> process = Optional.of(server.handle());
      return report(given, plan, new Source(server.uri(), process, "a process of its own"));
    }
  }

  private record Source(URI uri, Optional<ProcessHandle> process, String words) {}

  private static int report(ParseResult given, Plan plan, Source source) throws IOException {
    Target target = Target.of(source.uri());
    List<Result> results = new Laboratory(target, plan, source.process(), System.err).run();
    String server =
        String.format(
            Locale.ROOT,
            "%s, on %d cores shared with the readers, Java %s%s",
            source.words(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            source.process().isPresent() ? "" : "; its CPU is not known without --pid");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.print(
        given.hasMatchedOption("--json")
            ? new JsonReport(plan, results, server).text()
            : new MarkdownReport(plan, results, server).text());
    boolean isExact =
        results.stream()
            .map(Result::counted)
            .allMatch(c -> c.missed() == 0 && c.repeated() == 0 && c.failures() == 0);
    return isExact ? 0 : NOT_EXACT;
  }

  private static Optional<ProcessHandle> process(String pid) {
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    Optional<ProcessHandle> process = ProcessHandle.of(number("--pid", pid, 1, Integer.MAX_VALUE));
    if (process.isEmpty()) {
      throw new IllegalArgumentException("--pid: there is no process " + pid);
    }
    return process;
  }

  private static Plan plan(ParseResult given) {
    boolean isQuick = given.hasMatchedOption("--quick");
    String headers = value(given, "--headers");
    if (!headers.equals("browser") && !headers.equals("minimal")) {
      throw new IllegalArgumentException("--headers: expected browser or minimal");
    }
    Plan plan =
        new Plan(
            list(value(given, "--transports"), LabCommand::transport),
            list(quick(given, isQuick, "--readers", "1,100"), LabCommand::readers),
            list(quick(given, isQuick, "--rates", "1,10"), LabCommand::rate),
            number("--seconds", quick(given, isQuick, "--seconds", "4"), 0, MOST_SECONDS),
            number("--warm-up", quick(given, isQuick, "--warm-up", "2"), 0, MOST_SECONDS),
            number("--interval", value(given, "--interval"), 100, 60_000),
            number("--payload", value(given, "--payload"), 1, Load.MOST_PAYLOAD),
            headers.equals("browser"));
    for (int readers : plan.readers()) {
      plan.rates().forEach(rate -> plan.load(Transport.SSE, readers, rate));
    }
    return plan;
  }

  private static String value(ParseResult given, String name) {
    String standard = given.commandSpec().findOption(name).defaultValue();
    return given.matchedOptionValue(name, standard);
  }

  private static String quick(ParseResult given, boolean isQuick, String name, String shorter) {
    return isQuick && !given.hasMatchedOption(name) ? shorter : value(given, name);
  }

  private static <T> List<T> list(String text, Function<String, T> item) {
    List<T> items = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      items.add(item.apply(part.strip()));
    }
    return List.copyOf(items);
  }

  private static Transport transport(String name) {
    return Arrays.stream(Transport.values())
        .filter(t -> t.name().equalsIgnoreCase(name.replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--transports: there is no transport " + name));
  }

  private static int readers(String text) {
    return number("--readers", text, 1, Load.MOST_READERS);
  }

  private static double rate(String text) {
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3})?")) {
      throw new IllegalArgumentException("--rates: expected numbers like 0.1");
    }
    return Double.parseDouble(text);
  }

  private static int number(String name, String text, int least, int most) {
    if (text.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new IllegalArgumentException(name + ": expected " + least + " to " + most);
  }
}
