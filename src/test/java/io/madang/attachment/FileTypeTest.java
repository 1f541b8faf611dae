package io.madang.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are what their first bytes say. */
class FileTypeTest {

  private static FileType of(String head) {
    return FileType.of(head.getBytes(ISO_8859_1));
  }

  @Test
  void imagesThatPagesMayShowAreKnown() {
    assertThat(of("\u0089PNG\r\n\u001a\n....")).isEqualTo(FileType.PNG);
    assertThat(of("\u00ff\u00d8\u00ff\u00e0..JFIF")).isEqualTo(FileType.JPEG);
    assertThat(of("GIF87a..")).isEqualTo(FileType.GIF);
    assertThat(of("GIF89a..")).isEqualTo(FileType.GIF);
    assertThat(of("RIFF\u0001\u0002\u0003\u0004WEBPVP8 ")).isEqualTo(FileType.WEBP);
    assertThat(of("\0\0\0\u001cftypavif\0\0\0\0mif1")).isEqualTo(FileType.AVIF);
    assertThat(of("\0\0\0\u0018ftypmif1\0\0\0\0miafavif")).isEqualTo(FileType.AVIF);
    assertThat(FileType.inline()).hasSize(5);
  }

  @Test
  void aPdfIsKnownAndNotShown() {
    assertThat(of("%PDF-1.7")).isEqualTo(FileType.PDF);
    assertThat(FileType.PDF.isInline()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GIF",
        "<svg xmlns='http://www.w3.org/2000/svg'>",
        "<html><script>",
        "RIFF\u0001\u0002\u0003\u0004WAVE",
        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
        "\0\0\0\u0010ftypisom\0\0\0\0avif",
        "\u00ff\u00ff\u00ff\u00ffftypisom\0\0\0\0avif",
        "\0\0\0\u0018ftyp",
        " GIF89a"
      })
  void allElseIsOnlyBytes(String head) {
    assertThat(of(head)).isEqualTo(FileType.OTHER);
    assertThat(FileType.OTHER.isInline()).isFalse();
  }

  @Test
  void namesAreReadInAnyCaseAndUnknownOnesAreOther() {
    assertThat(FileType.named(" Image/PNG ")).isEqualTo(FileType.PNG);
    assertThat(FileType.named("image/svg+xml")).isEqualTo(FileType.OTHER);
  }
}
