package io.madang.keys;

import io.madang.file.LineFile;
import io.madang.identity.ApiKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code key}: makes, shows and drops the keys of programs. */
public final class KeyCommand implements ToIntFunction<String[]> {

  private static final int BROKEN = 1;
  private static final int BAD_OPTION = 2;
  private static final String STANDARD = "madang-data/api-keys";

  @Override
  public int applyAsInt(String[] arguments) {
    CommandLine line = new CommandLine(spec());
    line.setParameterExceptionHandler(
        (fault, given) -> {
          System.err.println("key: " + fault.getMessage() + " (--help shows the options)");
          return BAD_OPTION;
        });
    line.setExecutionStrategy(given -> execute(line, given));
    return line.execute(arguments);
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("java -jar madang.war key");
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Makes, shows and drops keys for programs that talk to the server. The file keeps a"
                + " digest of each; the key itself is shown once, when it is made. A server that"
                + " runs takes a change of its file at once, and closes what a dropped key opened.")
        .footer(
            "",
            "  key create prices publish=market/* state=market/*",
            "  key list",
            "  key revoke prices",
            "",
            "Verbs: read, publish, signal, state, presence. Topics with commas between them:",
            "chat/lobby, chat/*, or * for all.",
            "Exit status: 0 done, 1 the file cannot be read or written, 2 bad option.");
    return spec.addOption(
            OptionSpec.builder("--file")
                .paramLabel("FILE")
                .type(Path.class)
                .defaultValue(STANDARD)
                .description("the file of keys (default: " + STANDARD + ")")
                .build())
        .addOption(
            OptionSpec.builder("--help").usageHelp(true).description("shows this and ends").build())
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("create NAME VERB=TOPICS... | list | revoke NAME")
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
      run(new KeyFile(new LineFile(file)), words);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      System.err.println("key: " + e.getMessage());
      return BROKEN;
    }
  }

  private static void run(KeyFile file, List<String> words) throws IOException {
    String verb = words.isEmpty() ? "" : words.get(0);
    if (verb.equals("create") && words.size() > 2) {
      String secret = ApiKey.newSecret();
      file.add(
          new ApiKey(
              words.get(1), ApiKey.digest(secret), ApiKey.grants(words.subList(2, words.size()))));
      System.out.println(secret);
    } else if (verb.equals("list") && words.size() == 1) {
      for (ApiKey key : file.keys()) {
        System.out.println(key.line().replace(key.digest() + " ", ""));
      }
    } else if (verb.equals("revoke") && words.size() == 2) {
      file.remove(words.get(1));
    } else {
      throw new IllegalArgumentException(
          "expected create NAME VERB=TOPICS..., list, or revoke NAME");
    }
  }
}
