package io.madang.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.madang.core.RefusedException;

/** No name leads elsewhere, no file confuses. */
class FileFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void aNameLeadsNowhere(byte[] input) {
    try {
      String name = FileName.clean(new String(input, UTF_8), 120);
      assertThat(name).doesNotContain("/", "\\", "\u0000", "\n", "\u202e").isNotEmpty();
      assertThat(FileName.clean(name, 120)).isEqualTo(name);
    } catch (RefusedException refused) {
      assertThat(refused).hasMessageContaining("filename");
    }
  }

  @FuzzTest(maxDuration = "1m")
  void anyBytesAreSomeType(byte[] input) {
    assertThat(FileType.of(input).mediaType()).matches("[a-z]+/[a-z-]+");
  }
}
