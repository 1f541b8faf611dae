package io.madang.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class JsonMembersTest {

  @Test
  void membersAndElementsAreFoundOnTheirOwnLevel() {
    String json = " {\"a\" : \"x,}\\\"\" , \"b\":[1,{\"a\":2}],\"c\":{\"a\":{}} , \"d\":true}";
    assertThat(JsonMembers.of(json))
        .containsExactly(
            java.util.Map.entry("a", "\"x,}\\\"\""),
            java.util.Map.entry("b", "[1,{\"a\":2}]"),
            java.util.Map.entry("c", "{\"a\":{}}"),
            java.util.Map.entry("d", "true"));
    assertThat(JsonMembers.elements("[1, {\"a\":[2,3]} ,\"]\"]"))
        .containsExactly("1", "{\"a\":[2,3]}", "\"]\"");
    assertThat(JsonMembers.elements("[]")).isEmpty();
    assertThat(JsonMembers.unquoted("\"a\\n\\u00e9\\\\\\\"\"")).isEqualTo("a\né\\\"");
  }

  @Test
  void whateverItIsGivenItEnds() {
    String json = "{\"a\":[\"\\u12\\\",{}],\"b\":\"\\\\\"}";
    for (int from = 0; from < json.length(); from++) {
      for (int to = from; to <= json.length(); to++) {
        String part = json.substring(from, to);
        assertThatCode(
                () -> {
                  JsonMembers.of(part);
                  JsonMembers.elements(part);
                  JsonMembers.unquoted(part);
                })
            .as(part)
            .doesNotThrowAnyException();
      }
    }
  }
}
