package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Topics in an address. */
class TopicRequestTest {

  @Test
  void aTopicMayHaveACursor() {
    TopicRequest request = TopicRequest.parse("chat/로비@k3f9a1.41", "50");
    assertThat(request.topic()).isEqualTo(new Topic("chat/로비"));
    assertThat(request.start().cursor()).isEqualTo(new Cursor("k3f9a1", 41));
  }

  @Test
  void withoutOneTheNewestAreRead() {
    assertThat(TopicRequest.parse("chat/lobby", "50").start()).isEqualTo(Start.newest(50));
    assertThat(TopicRequest.parse("chat/lobby", null).start()).isEqualTo(Start.newest(0));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> TopicRequest.parse("a b", null)).hasMessageStartingWith("topic:");
    assertThatThrownBy(() -> TopicRequest.parse("a@b", null)).hasMessageStartingWith("cursor:");
    assertThatThrownBy(() -> TopicRequest.parse("a", "x")).hasMessageStartingWith("last:");
    assertThatThrownBy(() -> TopicRequest.parse("a", "1001")).hasMessageStartingWith("last:");
    assertThatThrownBy(() -> TopicRequest.flag("presence", "yes"))
        .hasMessage("presence: expected true or false");
  }

  @Test
  void aFlagIsTrueOrFalseOrNotThere() {
    assertThat(TopicRequest.flag("presence", "true")).isTrue();
    assertThat(TopicRequest.flag("presence", "false")).isFalse();
    assertThat(TopicRequest.flag("presence", null)).isFalse();
  }
}
