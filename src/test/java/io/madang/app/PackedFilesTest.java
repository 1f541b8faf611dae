package io.madang.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.transport.http.EntityTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client says in what form it takes a file, and which it has. */
class PackedFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "x-gzip",
        "deflate, gzip;q=0.5, br",
        "br;q=1.0 , gzip ; q=0.001",
        "*",
        "br, *;q=0.1"
      })
  void gzipIsTaken(String accepted) {
    assertThat(PackedFiles.takesGzip(accepted)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "br",
        "identity",
        "gzip;q=0",
        "gzip;q=0.000, *",
        "*;q=0",
        "*, gzip;q=0",
        "gzipped",
        "gzip;q=x"
      })
  void gzipIsNotTaken(String accepted) {
    assertThat(PackedFiles.takesGzip(accepted)).isFalse();
  }

  @Test
  void whoSaysNothingGetsThePlainFile() {
    assertThat(PackedFiles.takesGzip(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a-1\"", "W/\"a-1\"", "*", "\"b\", \"a-1\"", " \"a-1\" ,W/\"c\" "})
  void aTagIsAmongThoseOfTheHeader(String header) {
    assertThat(new EntityTag("a-1").isAmong(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a-1", "\"a\"", "W/", "\"a-1", "\"a-1\"-gz"})
  void aTagIsNotAmongOthers(String header) {
    assertThat(new EntityTag("a-1").isAmong(header)).isFalse();
    assertThat(new EntityTag("a-1").isAmong(null)).isFalse();
  }
}
