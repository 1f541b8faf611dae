package io.madang.browser.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The accessibility audit of axe-core. */
public final class Axe {
  private static final String SOURCE = source();
  private static final String RUN =
      """
      async () => {
        const { violations } = await axe.run({ resultTypes: ["violations"] });
        return violations.map(({ id, help, nodes }) =>
          `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 300)).join("\\n  ")}`);
      }
      """;

  private Axe() {}

  /** Fails if a rule is broken in the page as it is now. */
  public static void audit(Page page, String what) {
    page.evaluate(SOURCE + ";0");
    assertThat((List<?>) page.evaluate(RUN)).as(what).isEmpty();
  }

  private static String source() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
