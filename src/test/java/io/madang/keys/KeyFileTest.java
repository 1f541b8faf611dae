package io.madang.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.file.LineFile;
import io.madang.identity.ApiKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of keys, as the command line changes it. */
class KeyFileTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("data").resolve("api-keys");
  }

  private static ApiKey key(String id) {
    return new ApiKey(
        id, ApiKey.digest(ApiKey.newSecret()), ApiKey.grants(List.of("read=*", "publish=a/b")));
  }

  @Test
  void keysComeAndGoAndCommentsStay() throws Exception {
    KeyFile keys = new KeyFile(new LineFile(file()));
    ApiKey first = key("first");
    ApiKey second = key("second");
    keys.add(first);
    Files.writeString(file(), "# ours\n\n" + Files.readString(file()));
    keys.add(second);
    assertThat(keys.keys()).containsExactly(first, second);
    keys.remove("first");
    assertThat(keys.keys()).containsExactly(second);
    assertThat(Files.readAllLines(file())).startsWith("# ours", "");
  }

  @Test
  void itIsForItsOwnersEyes() throws Exception {
    new KeyFile(new LineFile(file())).add(key("a"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aNameIsThereOnce() throws Exception {
    KeyFile keys = new KeyFile(new LineFile(file()));
    keys.add(key("a"));
    assertThatThrownBy(() -> keys.add(key("a"))).hasMessage("there is a key named a");
    assertThatThrownBy(() -> keys.remove("b")).hasMessage("there is no key named b");
  }
}
