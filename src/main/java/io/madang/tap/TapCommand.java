package io.madang.tap;

import io.madang.wire.Header;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code tap}: takes its arguments, returns the exit status. */
public final class TapCommand implements ToIntFunction<String[]> {

  private static final int BAD_OPTION = 2;
  private static final int MOST_BYTES = 64 << 20;
  private static final int DAY_SECONDS = 86_400;

  @Override
  public int applyAsInt(String[] arguments) {
    CommandLine line = new CommandLine(spec());
    line.setParameterExceptionHandler(
        (fault, given) -> {
          System.err.println("tap: " + fault.getMessage() + " (--help shows the options)");
          return BAD_OPTION;
        });
    line.setExecutionStrategy(given -> execute(line, given));
    return line.execute(arguments);
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("java -jar madang.war tap");
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "A client on a bare socket: opens a connection to any WebSocket server, and shows each"
                + " step, each byte and its time. What you type is sent, line by line.")
        .footer(
            "",
            "Lines that begin with / are for tap: /ping [TEXT], /close [CODE [REASON]]; // sends a"
                + " line that begins with /. The end of the input closes the connection, unless"
                + " --seconds or --count say when.",
            "Over HTTP nothing is sent but the requests; publish with POST.",
            "",
            "Examples:",
            "  tap ws://localhost:8080/events?topic=chat/lobby",
            "  tap --sse --seconds 10 http://localhost:8080/events?topic=chat/lobby",
            "  tap --long-poll --count 2 'http://localhost:8080/events?topic=chat/lobby&last=1'",
            "  tap --json --count 1 wss://example.org/socket | jq .summary",
            "",
            "Exit status: 0 done; 1 the connection broke; 2 bad option; 3 no connection (name,",
            "refused, TLS); 4 the server answered no; 5 wrong handshake; 6 protocol error (frames,",
            "UTF-8, too big); 7 closed by the server with a code other than 1000; 8 the stream",
            "ended without a goodbye.");
    transports(spec);
    bounds(spec);
    output(spec);
    return spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("URL")
            .arity("1")
            .type(String.class)
            .description("ws:, wss:, http: or https:; the last letter says TLS, no more")
            .build());
  }

  private static void transports(CommandSpec spec) {
    spec.addOption(flag("--sse", "listens to server-sent events instead"))
        .addOption(flag("--ndjson", "listens to lines of JSON instead"))
        .addOption(flag("--long-poll", "asks and waits, again and again"))
        .addOption(flag("--poll", "asks again and again"))
        .addOption(number("--interval", "MILLIS", "1000", "between two polls"))
        .addOption(number("--wait", "SECONDS", "25", "how long a long poll may wait"))
        .addOption(
            option("--header", "NAME:VALUE", "sends this header too; may be repeated")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build())
        .addOption(
            option("--subprotocol", "NAME", "offers this subprotocol; may be repeated")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build())
        .addOption(flag("--insecure", "takes any certificate"));
  }

  private static void bounds(CommandSpec spec) {
    spec.addOption(number("--seconds", "N", "0", "ends after so many seconds; 0 for never"))
        .addOption(number("--count", "N", "0", "ends after so many messages; 0 for never"))
        .addOption(
            number("--timeout", "SECONDS", "10", "patience with silence where there is none"))
        .addOption(number("--max-bytes", "N", "1048576", "longest message that is taken"))
        .addOption(number("--ping", "SECONDS", "0", "sends a ping so often; 0 for never"));
  }

  private static void output(CommandSpec spec) {
    spec.addOption(flag("--json", "shows one JSON object a line, for scripts"))
        .addOption(number("--hex", "N", "256", "shows so many bytes of each frame"))
        .addOption(
            option("--color", "WHEN", "auto, always or never (default: auto)")
                .type(String.class)
                .defaultValue("auto")
                .build())
        .addOption(
            OptionSpec.builder("--help")
                .usageHelp(true)
                .description("shows this and ends")
                .build());
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  private static OptionSpec number(String name, String label, String standard, String description) {
    return option(name, label, description + " (default: " + standard + ")")
        .type(int.class)
        .defaultValue(standard)
        .build();
  }

  private static OptionSpec.Builder option(String name, String label, String description) {
    return OptionSpec.builder(name).paramLabel(label).description(description);
  }

  private static int execute(CommandLine line, ParseResult given) {
    Integer answered = CommandLine.executeHelpRequest(given);
    if (answered != null) {
      return answered;
    }
    try {
      TapOptions options = options(given);
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      boolean isJson = given.matchedOptionValue("--json", false);
      Printer printer =
          isJson
              ? new JsonPrinter(out)
              : new TextPrinter(out, bounded(given, "--hex", 0, MOST_BYTES), isColoured(given));
      Recorder recorder = new Recorder(printer, System::nanoTime);
      return new Tap(options, recorder, new SecureRandom(), System.in).run().kind().status();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
    }
  }

  private static TapOptions options(ParseResult given) {
    URI uri = Place.parse(given.matchedPositionalValue(0, ""));
    Place.of(uri);
    return new TapOptions(
        uri,
        transport(given),
        headers(given),
        subprotocols(given),
        Duration.ofSeconds(bounded(given, "--timeout", 1, 3_600)),
        bounded(given, "--seconds", 0, DAY_SECONDS),
        bounded(given, "--count", 0, Integer.MAX_VALUE),
        bounded(given, "--max-bytes", 1, MOST_BYTES),
        Duration.ofMillis(bounded(given, "--interval", 100, DAY_SECONDS * 1_000)),
        bounded(given, "--wait", 1, 3_600),
        bounded(given, "--ping", 0, DAY_SECONDS),
        given.matchedOptionValue("--insecure", false));
  }

  private static TapOptions.Transport transport(ParseResult given) {
    List<TapOptions.Transport> chosen =
        Arrays.stream(TapOptions.Transport.values())
            .filter(t -> t != TapOptions.Transport.WEBSOCKET)
            .filter(t -> given.hasMatchedOption(flagOf(t)))
            .toList();
    if (chosen.size() > 1) {
      throw new IllegalArgumentException(
          flagOf(chosen.get(0)) + " and " + flagOf(chosen.get(1)) + ": choose one");
    }
    return chosen.isEmpty() ? TapOptions.Transport.WEBSOCKET : chosen.get(0);
  }

  private static String flagOf(TapOptions.Transport transport) {
    return switch (transport) {
      case SSE -> "--sse";
      case NDJSON -> "--ndjson";
      case LONG_POLL -> "--long-poll";
      default -> "--poll";
    };
  }

  private static List<String> subprotocols(ParseResult given) {
    List<String> names = given.matchedOptionValue("--subprotocol", List.of());
    for (String name : names) {
      if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        throw new IllegalArgumentException("--subprotocol: not a name: " + name);
      }
    }
    return names;
  }

  private static List<Header> headers(ParseResult given) {
    List<Header> headers = new ArrayList<>();
    List<String> lines = given.matchedOptionValue("--header", List.of());
    for (String line : lines) {
      if (!line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\x20-\\x7e]*")) {
        throw new IllegalArgumentException("--header: expected NAME:VALUE in ASCII");
      }
      int colon = line.indexOf(':');
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private static int bounded(ParseResult given, String name, int least, int most) {
    int value = given.matchedOptionValue(name, least);
    if (!given.hasMatchedOption(name)) {
      value = Integer.parseInt(given.commandSpec().findOption(name).defaultValue());
    }
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + ": expected " + least + " to " + most);
    }
    return value;
  }

  private static boolean isColoured(ParseResult given) {
    String when = given.matchedOptionValue("--color", "auto");
    return switch (when) {
      case "always" -> true;
      case "never" -> false;
      case "auto" -> Ansi.AUTO.enabled();
      default -> throw new IllegalArgumentException("--color: expected auto, always or never");
    };
  }
}
