package io.madang.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read again when it has changed. A broken one leaves what was read before, and the
 * log says what is wrong with it, once.
 *
 * <p>Threads: {@link #look} one at a time.
 */
public final class WatchedFile {

  private static final System.Logger LOG = System.getLogger(WatchedFile.class.getName());

  /** Takes what the file says. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Takes it.
     *
     * @throws RuntimeException in words for who wrote the file
     */
    void take(Path file) throws IOException;
  }

  private record Version(FileTime time, long bytes, @Nullable Object key) {}

  private final Path file;
  private final Taker taker;
  private final UnaryOperator<String> printable;
  private @Nullable Version seen;

  /**
   * A file that need not be there.
   *
   * @param printable makes words, in which there may be some of the file, fit for a log
   */
  public WatchedFile(Path file, Taker taker, UnaryOperator<String> printable) {
    this.file = file;
    this.taker = taker;
    this.printable = printable;
  }

  /**
   * Reads it for the first time.
   *
   * @throws RuntimeException when it is broken: then the server does not start
   */
  public void first() throws IOException {
    seen = version();
    if (seen != null) {
      taker.take(file);
    }
  }

  /** Reads it again if it has changed; whether something new was taken. */
  public boolean look() {
    Version now = version();
    if (Objects.equals(now, seen)) {
      return false;
    }
    seen = now;
    if (now == null) {
      return false;
    }
    try {
      taker.take(file);
      LOG.log(System.Logger.Level.INFO, "{0} was read", file.getFileName());
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "{0} is not taken, what held before holds on: {1}",
          file.getFileName(),
          printable.apply(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private @Nullable Version version() {
    try {
      var about = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(about.lastModifiedTime(), about.size(), about.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}
