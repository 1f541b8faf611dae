package io.madang.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.text.Normalizer;

/** A topic, a cursor, a request for a topic is what the contract says, or refused. */
class NamesFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void aTopicIsAsTheContractSays(byte[] input) {
    String text = new String(input, UTF_8);
    Topic topic;
    try {
      topic = new Topic(text);
    } catch (RefusedException refused) {
      return;
    }
    assertThat(topic.name()).isEqualTo(text).doesNotContain("//", "\u0000", "%", ";", "@");
    assertThat(topic.segments()).hasSizeBetween(1, 4).allMatch(segment -> !segment.isEmpty());
    assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(200);
    assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
  }

  @FuzzTest(maxDuration = "1m")
  void aCursorThatIsReadIsWrittenTheSame(byte[] input) {
    String text = new String(input, UTF_8);
    try {
      assertThat(Cursor.parse(text)).hasToString(text);
    } catch (RefusedException refused) {
      assertThat(refused.refusal().code()).isEqualTo(Refusal.Code.BAD_REQUEST);
    }
  }

  @FuzzTest(maxDuration = "1m")
  void aRequestForATopicIsReadOrRefused(byte[] input) {
    try {
      assertThat(TopicRequest.parse(new String(input, UTF_8), null)).isNotNull();
    } catch (RefusedException refused) {
      assertThat(refused.refusal().code()).isEqualTo(Refusal.Code.BAD_REQUEST);
    }
  }
}
