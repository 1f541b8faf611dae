package io.madang.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors of two parts and of three, and where reading starts. */
class CursorTest {

  private static final long MOST = 999_999_999_999_999_999L;

  @Property
  void whatIsWrittenIsRead(
      @ForAll @AlphaChars @NotEmpty @StringLength(max = 32) String epoch,
      @ForAll @LongRange(min = 0, max = MOST) long offset) {
    Cursor cursor = new Cursor(epoch, offset);
    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    assertThat(Start.after(cursor.toString())).isEqualTo(new Start(cursor, null, 0));
  }

  @Property
  void seenIsWrittenAndRead(
      @ForAll @LongRange(min = 0, max = MOST) long state,
      @ForAll @LongRange(min = -1, max = MOST) long presence) {
    Seen seen = new Seen("k3f9a1", state, presence);
    assertThat(Seen.parse(seen.toString())).contains(seen);
    assertThat(Start.after("e.42." + seen)).isEqualTo(new Start(new Cursor("e", 42), seen, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "e", "e.", ".1", "e.x", "e.-1", "e 1", "e.1234567890123456789", "é.1", "e..x"})
  void whatIsNoCursorIsABadRequest(String text) {
    assertThatThrownBy(() -> Start.after(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cursor: expected <epoch>.<offset>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a-b", "a-1-2-3", "A-1-2", "a--1-2", "a-1-zzzzzzzzzzzzz", "é"})
  void aThirdPartThatIsNotKnownIsAsGoodAsNone(String text) {
    assertThat(Start.after("e.42." + text)).isEqualTo(new Start(new Cursor("e", 42), null, 0));
  }

  @Test
  void theNewestAreAtMostAThousand() {
    assertThat(Start.newest(0).last()).isZero();
    assertThat(Start.newest(1_000).last()).isEqualTo(1_000);
    assertThatThrownBy(() -> Start.newest(1_001)).hasMessage("last: expected 0 to 1000");
    assertThatThrownBy(() -> Start.newest(-1)).hasMessage("last: expected 0 to 1000");
  }
}
