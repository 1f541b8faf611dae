package io.madang.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.madang.core.RefusedException;
import io.madang.json.Json;
import java.util.List;

/** A file of policies or a decision is read whole, or told to be broken. */
class PolicyFuzzTest {
  private final PolicyFile file = new PolicyFile(List.of());
  private final Json json = new Json(32);

  @FuzzTest(maxDuration = "1m")
  void aFileIsReadOrItsLineIsNamed(byte[] input) {
    try {
      assertThat(file.read(new String(input, UTF_8))).isNotNull();
    } catch (PolicyFile.BadLineException e) {
      assertThat(e).hasMessageNotContaining("Exception");
    }
  }

  @FuzzTest(maxDuration = "1m")
  void aDecisionIsReadOrRefused(byte[] input) {
    try {
      Decision decision = Decision.of(json.object(new String(input, UTF_8)));
      assertThat(Decision.of(decision.body())).isEqualTo(decision);
    } catch (RefusedException refused) {
      assertThat(refused).hasMessageNotContaining("Exception");
    }
  }
}
