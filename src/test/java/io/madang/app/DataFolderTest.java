package io.madang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server at a time on a folder. */
class DataFolderTest {

  @TempDir Path temp;

  @Test
  void theFolderIsMadeWhenItIsNotThere() throws Exception {
    Path folder = temp.resolve("a/b");
    try (DataFolder locked = DataFolder.lock(folder)) {
      assertThat(locked).isNotNull();
      assertThat(folder).isDirectory();
    }
  }

  @Test
  void aSecondServerOnTheFolderIsRefused() throws Exception {
    try (DataFolder locked = DataFolder.lock(temp)) {
      assertThat(locked).isNotNull();
      assertThatThrownBy(() -> DataFolder.lock(temp))
          .isInstanceOf(SettingsException.class)
          .hasMessage("madang.data: another server uses " + temp);
    }
  }

  @Test
  void theFolderIsFreeAgainAfterTheServerEnded() throws Exception {
    DataFolder.lock(temp).close();
    DataFolder.lock(temp).close();
  }

  @Test
  void aPathThatIsAFileIsRefusedInOneLine() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> DataFolder.lock(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage("madang.data: cannot write to " + file);
  }
}
