package io.madang.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes a Range asks for (RFC 9110 §14.1.2). */
class ByteRangeTest {

  @Test
  void aRangeHasAFirstAndALastByte() {
    assertThat(ByteRange.of("bytes=0-0", 10)).isEqualTo(new ByteRange(0, 1));
    assertThat(ByteRange.of("bytes=2-5", 10)).isEqualTo(new ByteRange(2, 6));
    assertThat(ByteRange.of("bytes=2-", 10)).isEqualTo(new ByteRange(2, 10));
    assertThat(ByteRange.of("bytes=2-999", 10)).isEqualTo(new ByteRange(2, 10));
    assertThat(ByteRange.of("bytes=2-999999999999999999", 10)).isEqualTo(new ByteRange(2, 10));
  }

  @Test
  void aRangeMayCountFromTheEnd() {
    assertThat(ByteRange.of("bytes=-3", 10)).isEqualTo(new ByteRange(7, 10));
    assertThat(ByteRange.of("bytes=-30", 10)).isEqualTo(new ByteRange(0, 10));
  }

  @Test
  void whatIsNotThereCannotBeGiven() {
    assertThat(ByteRange.of("bytes=10-", 10)).isEqualTo(ByteRange.NONE);
    assertThat(ByteRange.of("bytes=-0", 10)).isEqualTo(ByteRange.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "items=0-1", "bytes=a-b", "bytes=1"})
  void otherRangesAreNotHeeded(String header) {
    assertThat(ByteRange.of(header, 10)).isNull();
  }

  @Test
  void withoutARangeTheWholeIsGiven() {
    assertThat(ByteRange.of(null, 10)).isNull();
  }
}
