package io.madang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code src/docs/settings.md} tells of every setting what the code says, in the same order. */
class SettingsDocumentTest {

  private static final Path DOCUMENT = Path.of("src/docs/settings.md");

  @Test
  void theTableAndTheCodeAgreeToTheLetter() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| `madang."))
            .toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            KnownSettings.all().stream().map(SettingsDocumentTest::row).toList());
  }

  private static String row(Setting setting) {
    String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(setting.name(), standard, setting.unit(), setting.meaning());
  }
}
