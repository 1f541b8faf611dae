package io.madang.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of the embedded database, which only one server at a time may use. */
final class DataFolder implements AutoCloseable {

  private final FileChannel lock;

  private DataFolder(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Makes the folder if it is not there, and locks it.
   *
   * @throws SettingsException when it cannot be written or another server has it
   */
  static DataFolder lock(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("madang.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(folder);
      }
      return new DataFolder(channel);
    } catch (OverlappingFileLockException e) {
      throw inUse(folder);
    } catch (IOException e) {
      throw new SettingsException("madang.data: cannot write to " + folder);
    }
  }

  private static SettingsException inUse(Path folder) {
    return new SettingsException("madang.data: another server uses " + folder);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
