package io.madang.layer.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.madang.core.Topic;

/** The channel may hold anything. */
class BellFuzzTest {
  private final BellText bells = new BellText();

  @FuzzTest(maxDuration = "1m")
  void anyTextIsABellOrNone(byte[] input) {
    assertThat(bells.read(new Topic("chat/a"), new String(input, UTF_8))).isNotNull();
  }
}
