package io.madang.app;

import io.madang.identity.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the settings, or of the file beside the data, which is looked at when they are needed
 * and then each hour: one of them may have become too old.
 *
 * <p>Threads: any; it reads the file on the caller's.
 */
final class OwnKeys implements Supplier<SigningKeys> {

  private static final System.Logger LOG = System.getLogger(OwnKeys.class.getName());
  private static final String FILE = "signing-keys";
  private static final long AGAIN_NANOS = Duration.ofHours(1).toNanos();

  private final Settings settings;
  private @Nullable SigningKeys keys;
  private long readAt;

  OwnKeys(Settings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized SigningKeys get() {
    SigningKeys now = keys;
    if (now == null || System.nanoTime() - readAt > AGAIN_NANOS) {
      now = read();
      keys = now;
      readAt = System.nanoTime();
    }
    return now;
  }

  private SigningKeys read() {
    if (!settings.identity().signingKeys().isEmpty()) {
      return SigningKeys.of(settings.identity().signingKeys());
    }
    Path file = settings.data().resolve(FILE);
    try {
      Files.createDirectories(settings.data());
      return SigningKeys.inFile(file, Clock.systemUTC());
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "guests'' passes hold until the next start only, their keys could not be kept: {0}",
          e.toString());
      SigningKeys before = keys;
      return before == null ? SigningKeys.unkept() : before;
    }
  }
}
