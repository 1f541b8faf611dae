package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What comes from outside stays in its line. */
class PrintableTest {

  @Test
  void whatIsNotToBeSeenIsEscaped() {
    assertThat(Printable.of("a\r\nb\u001b[31m\u202e\u2028\u0000\ud800 김 👋"))
        .isEqualTo("a\\u000d\\u000ab\\u001b[31m\\u202e\\u2028\\u0000\\ud800 김 👋");
    assertThat(Printable.of(null)).isEqualTo("null");
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(Printable.of("x".repeat(10_000))).hasSize(501).endsWith("…");
  }

  @Test
  void aFailureKeepsItsTraceAndItsCausesAndNoLineOfItsWords() {
    Throwable fault =
        new IllegalStateException("one\nINFO forged", new IllegalArgumentException("two\rforged"));
    StringWriter out = new StringWriter();
    Objects.requireNonNull(Printable.fault(fault)).printStackTrace(new PrintWriter(out));
    assertThat(out.toString())
        .contains("java.lang.IllegalStateException: one\\u000aINFO forged")
        .contains("Caused by: java.lang.IllegalArgumentException: two\\u000dforged")
        .contains("at io.madang.core.PrintableTest");
    assertThat(Printable.fault(null)).isNull();
  }
}
