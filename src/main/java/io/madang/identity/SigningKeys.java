package io.madang.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The secrets with which this house signs: the newest signs, all of them are believed.
 *
 * <p>They come from the settings, the same on all servers of a cluster; or from a file beside the
 * data, in which a new one is made when the newest is 30 days old, and one is dropped that could
 * have signed nothing that still holds. In the file a line is a key: when it was made, its secret.
 *
 * <p>Immutable; made anew to rotate.
 */
public final class SigningKeys {

  /** How long what a key signed may hold. */
  static final Duration HOLDS = Duration.ofDays(365);

  private static final Duration SIGNS = Duration.ofDays(30);
  private static final int BYTES = 32;
  private static final Set<java.nio.file.attribute.PosixFilePermission> OURS =
      PosixFilePermissions.fromString("rw-------");

  /** A secret, in base64url, and the short name under which tokens mention it. */
  record Key(String id, String secret) {

    static Key of(String secret) {
      return new Key(Digests.text("madang key ", secret).substring(0, 8), secret);
    }

    byte[] bytes() {
      return Base64.getUrlDecoder().decode(secret);
    }
  }

  private record Made(Instant at, String secret) {

    static Made parse(String line) {
      String[] parts = line.split(" ", 2);
      return new Made(Instant.parse(parts[0]), parts[1]);
    }

    String line() {
      return at + " " + secret;
    }
  }

  private final List<Key> keys;

  private SigningKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Those of the settings, the newest first.
   *
   * @throws IllegalArgumentException when one is shorter than 32 bytes
   */
  public static SigningKeys of(List<String> secrets) {
    for (String secret : secrets) {
      if (secret.getBytes(StandardCharsets.UTF_8).length < BYTES) {
        throw new IllegalArgumentException("expected secrets of at least " + BYTES + " bytes");
      }
    }
    return new SigningKeys(
        secrets.stream().map(s -> Key.of(encoded(s.getBytes(StandardCharsets.UTF_8)))).toList());
  }

  /** One that is forgotten with the process. */
  public static SigningKeys unkept() {
    return new SigningKeys(List.of(Key.of(random())));
  }

  private static String random() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return encoded(secret);
  }

  /** Those of a file, which is made and rotated as needed. */
  public static SigningKeys inFile(Path file, Clock clock) throws IOException {
    List<Made> made = new ArrayList<>();
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        lines.filter(line -> !line.isBlank()).map(Made::parse).forEach(made::add);
      }
    }
    Instant now = clock.instant();
    boolean isOld = made.isEmpty() || made.get(0).at.plus(SIGNS).isBefore(now);
    if (isOld) {
      made.add(0, new Made(now, random()));
      made.removeIf(key -> key.at.plus(SIGNS).plus(HOLDS).isBefore(now));
      write(file, made);
    }
    return new SigningKeys(made.stream().map(key -> Key.of(key.secret)).toList());
  }

  private static String encoded(byte[] secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** Whole or not at all, and for nobody else's eyes where the file system knows owners. */
  private static void write(Path file, List<Made> made) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OURS));
    }
    Files.write(fresh, made.stream().map(Made::line).toList());
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  Key newest() {
    return keys.get(0);
  }

  List<Key> all() {
    return keys;
  }
}
