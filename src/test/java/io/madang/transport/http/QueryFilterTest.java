package io.madang.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which queries can be read in one way only. */
class QueryFilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=1&a=2&&=",
        "a=%EA%B0%80+b",
        "%00=%25",
        "a=%f0%9f%8c%8a",
        "topic=chat/a@1.2"
      })
  void isPercentEncodedUtf8(String query) {
    assertThat(QueryFilter.isReadable(query)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "a=%",
        "a=%2",
        "a=%zz",
        "a=%+1",
        "a=%ED%A0%80",
        "%C0%AF=1",
        "a=%FF",
        "a=%EA%B0",
        "a=%\uff11\uff11"
      })
  void isNot(String query) {
    assertThat(QueryFilter.isReadable(query)).isFalse();
  }

  @Test
  void noQueryIsFine() {
    assertThat(QueryFilter.isReadable(null)).isTrue();
  }
}
