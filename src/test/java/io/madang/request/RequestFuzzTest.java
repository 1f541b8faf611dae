package io.madang.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;

/** Queries and cookies of any kind are read, or not there. */
class RequestFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void aQueryIsReadOrNot(byte[] input) {
    String text = new String(input, UTF_8);
    assertThat(new Query(text).first("client")).isNotNull();
    String query = "a=1&client=" + URLEncoder.encode(text, UTF_8);
    assertThat(new Query(query).first("client")).hasValue(text);
  }

  @FuzzTest(maxDuration = "1m")
  void aCookieIsReadOrNot(byte[] input) {
    assertThat(Cookies.read(new String(input, UTF_8), "madang.pass")).isNotNull();
  }
}
