package io.madang.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query, without a body beside it. */
class QueryTest {

  @ParameterizedTest
  @CsvSource({
    "name=Kim, Kim",
    "a=1&name=Kim&name=Lee, Kim",
    "name=%EA%B9%80+%EC%B2%A0, 김 철",
    "n%61me=Kim, Kim",
    "name=a%3Db=c, a=b=c"
  })
  void theFirstValueIsDecoded(String text, String value) {
    assertThat(new Query(text).first("name")).hasValue(value);
  }

  @ParameterizedTest
  @CsvSource({"''", "na=me", "Name=Kim", "name=%", "name=%zz", "&&="})
  void whatIsNotThereOrNoTextIsNone(String text) {
    assertThat(new Query(text).first("name")).isEmpty();
  }

  @Test
  void aNameWithoutAValueIsEmpty() {
    assertThat(new Query("name").first("name")).hasValue("");
    assertThat(new Query(null).first("name")).isEmpty();
  }
}
