package io.madang.boot.users;

import io.madang.file.LineFile;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code user}: makes, shows and drops people who may sign in. */
public final class UserCommand implements ToIntFunction<String[]> {

  private static final int BROKEN = 1;
  private static final int BAD_OPTION = 2;
  private static final int LEAST_PASSWORD = 8;
  private static final int MOST_PASSWORD = 256;
  private static final String STANDARD = "madang-data/users";

  @Override
  public int applyAsInt(String[] arguments) {
    CommandLine line = new CommandLine(spec());
    line.setParameterExceptionHandler(
        (fault, given) -> {
          System.err.println("user: " + fault.getMessage() + " (--help shows the options)");
          return BAD_OPTION;
        });
    line.setExecutionStrategy(given -> execute(line, given));
    return line.execute(arguments);
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("java -jar madang.war user");
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Makes, shows and drops people who may sign in to a server that runs by itself. The"
                + " password is asked for, or is the first line of the input. The file keeps a"
                + " salted hash of each. A server that runs takes a change of its file at once.")
        .footer(
            "",
            "  user create kim moderator",
            "  user password kim",
            "  user list",
            "  user remove kim",
            "",
            "Exit status: 0 done, 1 the file cannot be read or written, 2 bad option.");
    return spec.addOption(
            OptionSpec.builder("--file")
                .paramLabel("FILE")
                .type(Path.class)
                .defaultValue(STANDARD)
                .description("the file of users (default: " + STANDARD + ")")
                .build())
        .addOption(
            OptionSpec.builder("--help").usageHelp(true).description("shows this and ends").build())
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("create NAME [ROLE...] | password NAME | list | remove NAME")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .description("what to do")
                .build());
  }

  private static int execute(CommandLine line, ParseResult given) {
    Integer answered = CommandLine.executeHelpRequest(given);
    if (answered != null) {
      return answered;
    }
    try {
      List<String> words = given.matchedPositionalValue(0, List.of());
      Path file = given.matchedOptionValue("--file", Path.of(STANDARD));
      run(new UserFile(new LineFile(file)), words);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      System.err.println("user: " + e.getMessage());
      return BROKEN;
    }
  }

  private static void run(UserFile file, List<String> words) throws IOException {
    String verb = words.isEmpty() ? "" : words.get(0);
    if (verb.equals("create") && words.size() > 1) {
      Set<String> roles = Set.copyOf(words.subList(2, words.size()));
      file.add(new User(words.get(1), PasswordHash.of(password()), roles));
    } else if (verb.equals("password") && words.size() == 2) {
      file.change(words.get(1), PasswordHash.of(password()));
    } else if (verb.equals("list") && words.size() == 1) {
      for (User user : file.users()) {
        System.out.println((user.name() + " " + user.words()).strip());
      }
    } else if (verb.equals("remove") && words.size() == 2) {
      file.remove(words.get(1));
    } else {
      throw new IllegalArgumentException(
          "expected create NAME [ROLE...], password NAME, list, or remove NAME");
    }
  }

  /** Never an argument: those are seen by everybody on the machine. */
  @SuppressWarnings("SystemConsoleNull") // a newer Java's console reads what is not typed as well
  private static String password() throws IOException {
    Console console = System.console();
    char[] typed = console == null ? firstLine().toCharArray() : console.readPassword("Password: ");
    if (typed == null || typed.length < LEAST_PASSWORD || typed.length > MOST_PASSWORD) {
      throw new IllegalArgumentException(
          "expected a password of " + LEAST_PASSWORD + " to " + MOST_PASSWORD + " characters");
    }
    return new String(typed);
  }

  private static String firstLine() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
