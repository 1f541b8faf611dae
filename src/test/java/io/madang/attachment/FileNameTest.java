package io.madang.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files lead nowhere and read as they are. */
class FileNameTest {

  private static String clean(String given) {
    return FileName.clean(given, 20);
  }

  @Test
  void foldersAreNoPartOfAName() {
    assertThat(clean("C:\\fakepath\\a.png")).isEqualTo("a.png");
    assertThat(clean("../../etc/passwd")).isEqualTo("passwd");
  }

  @Test
  void whatTurnsTheDirectionOfWritingIsLeftOut() {
    assertThat(clean("cv\u202egnp.exe")).isEqualTo("cvgnp.exe");
    assertThat(clean("\u2067a\u2069.txt")).isEqualTo("a.txt");
  }

  @Test
  void hangulInPiecesIsPutTogether() {
    assertThat(clean("\u1100\u1161.png")).isEqualTo("가.png");
  }

  @Test
  void aNameMayBeAsLongAsTheLimit() {
    assertThat(clean("x".repeat(20))).hasSize(20);
    assertThatThrownBy(() -> clean("x".repeat(21)))
        .isInstanceOf(RefusedException.class)
        .hasMessage("filename: expected 1 to 20 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/", "a\nb", "a\u0000b", "\u202e"})
  void otherNamesAreRefused(String given) {
    assertThatThrownBy(() -> clean(given))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("filename: ");
  }
}
