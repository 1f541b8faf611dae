package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The README's examples, run as they stand and in their order, answer what the README says.
 *
 * <p>An example is a block of shell directly before a block with its answer. Only the server's
 * place is replaced; epochs and times in the answers are not compared. Of a stream the first lines
 * are read, then it is ended.
 */
@Timeout(60)
class ReadmeIT {
  private static final Path README = Path.of("README.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\n([^`]*)```\n```(?:json|text)\n([^`]*)```");
  private static final Pattern SETTING = Pattern.compile("--set (madang\\.\\S+)");

  private static String readme = "";
  private static MadangProcess server;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(isInstalled("sh") && isInstalled("curl"), "no curl on this machine");
    readme = Files.readString(README);
    server =
        MadangProcess.start(
            SETTING.matcher(readme).results().map(found -> found.group(1)).toArray(String[]::new));
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> eachExampleAnswersWhatTheReadmeSays() {
    List<MatchResult> examples = EXAMPLE.matcher(readme).results().toList();
    assertThat(examples).hasSizeGreaterThan(7);
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.group(1), () -> answers(example.group(1), example.group(2))));
  }

  private static void answers(String script, String answer) throws IOException {
    List<Object> said = answer.lines().map(ReadmeIT::comparable).toList();
    assertThat(run(script, said.size())).isEqualTo(said);
  }

  private static List<Object> run(String script, int lines) throws IOException {
    String here = script.replace("http://localhost:8080", server.uri().toString());
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", here);
    shell.redirectError(ProcessBuilder.Redirect.DISCARD).environment().put("no_proxy", "*");
    Process process = shell.start();
    try (BufferedReader out = process.inputReader(java.nio.charset.StandardCharsets.UTF_8)) {
      List<Object> told = new ArrayList<>();
      for (String line; told.size() < lines && (line = out.readLine()) != null; ) {
        told.add(comparable(line));
      }
      return told;
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  /** A line without what is different each time; JSON as a value, whose order means nothing. */
  private static Object comparable(String line) {
    String same =
        line.replaceAll("\\b[0-9a-z]{6,13}(?=\\.[0-9]+\\b)", "EPOCH")
            .replaceAll("\"at\":\"[-0-9T:.]+Z\"", "\"at\":\"TIME\"");
    String json = same.startsWith("data: ") ? same.substring(6) : same;
    return json.startsWith("{") ? Frames.value(json) : same;
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
