package io.madang.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.madang.core.RefusedException;
import io.madang.json.Json;
import jakarta.json.JsonValue;

/** Any text is a frame, or a frame that is told to be invalid; what is read can be written. */
class FrameFuzzTest {
  private final Json json = new Json(32);
  private final FrameReader reader = new FrameReader(json);

  @FuzzTest(maxDuration = "1m")
  void anyTextIsSomeFrame(byte[] input) {
    assertThat(reader.read(new String(input, UTF_8))).isNotNull();
  }

  @FuzzTest(maxDuration = "1m")
  void aValueThatIsReadIsWrittenAndReadAgain(byte[] input) {
    JsonValue value;
    try {
      value = json.value(new String(input, UTF_8));
    } catch (RefusedException refused) {
      return;
    }
    String written = json.write(value);
    assertThat(json.write(json.value(written))).isEqualTo(written);
  }
}
