package io.madang.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.kit.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests that are written in JavaScript, and checks the types of all scripts. */
class ScriptsTest {

  private static final Path TESTS = Path.of("src/test/client");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void theTestsInJavaScriptAreGreen() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--test", "--test-reporter=spec"));
    arguments.addAll(tests());

    Node.Ended tested = Node.run(PATIENCE, arguments);

    assertThat(tested.status()).as(tested.output()).isZero();
    assertThat(tested.output()).containsPattern("tests [1-9]").contains("fail 0");
  }

  private static List<String> tests() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".test.js")).sorted().toList();
    }
  }

  @Test
  void theTypesOfAllScriptsAreRight() {
    Node.Ended checked =
        Node.run(
            PATIENCE,
            List.of(
                Node.typeScript().toString(),
                "--noEmit",
                "--project",
                "src/test/client/jsconfig.json"));

    assertThat(checked.status()).as(checked.output()).isZero();
  }
}
