package io.madang.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.kit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets that sign. */
class SigningKeysTest {

  private static final String OLD = "an old secret of this cluster, long";
  private static final String NEW = "a new secret of this cluster, long enough";

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();

  private Path file() {
    return folder.resolve("signing-keys");
  }

  @Test
  void aFileIsMadeForNobodyElsesEyes() throws Exception {
    SigningKeys first = SigningKeys.inFile(file(), clock);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(SigningKeys.inFile(file(), clock).newest()).isEqualTo(first.newest());
  }

  @Test
  void aNewKeySignsAfterAMonthAndTheOldOneIsBelievedAsLongAsWhatItSignedHolds() throws Exception {
    SigningKeys.Key first = SigningKeys.inFile(file(), clock).newest();
    clock.advance(Duration.ofDays(31));
    SigningKeys rotated = SigningKeys.inFile(file(), clock);
    assertThat(rotated.newest()).isNotEqualTo(first);
    assertThat(rotated.all()).contains(first);
    clock.advance(Duration.ofDays(365));
    assertThat(SigningKeys.inFile(file(), clock).all()).doesNotContain(first);
  }

  @Test
  void aPassOutlivesTheKeyThatSignedIt() throws Exception {
    GuestPasses before = passes(SigningKeys.inFile(file(), clock));
    String pass = before.issue();
    clock.advance(Duration.ofDays(60));
    GuestPasses after = passes(SigningKeys.inFile(file(), clock));
    assertThat(after.user(pass)).isEqualTo(before.user(pass)).isPresent();
  }

  @Test
  void aPassIsRenewedBeforeItEndsAndStaysTheSameGuests() {
    GuestPasses passes = passes(SigningKeys.of(List.of(NEW)));
    String pass = passes.issue();
    assertThat(passes.renewed(java.util.Optional.of(pass))).isEmpty();
    clock.advance(Duration.ofDays(200));
    String longer = passes.renewed(java.util.Optional.of(pass)).orElseThrow();
    assertThat(passes.user(longer)).isEqualTo(passes.user(pass));
    clock.advance(Duration.ofDays(200));
    assertThat(passes.user(pass)).isEmpty();
    assertThat(passes.user(longer)).isPresent();
  }

  private GuestPasses passes(SigningKeys keys) {
    return new GuestPasses(new OwnTokens(() -> keys, clock), clock);
  }

  @Test
  void whatAnotherServerSignedWithTheSharedSecretIsBelieved() {
    String pass = passes(SigningKeys.of(List.of(OLD))).issue();
    assertThat(passes(SigningKeys.of(List.of(NEW, OLD))).user(pass)).isPresent();
    assertThat(passes(SigningKeys.of(List.of(NEW))).user(pass)).isEmpty();
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> SigningKeys.of(List.of("short")))
        .hasMessage("expected secrets of at least 32 bytes");
  }
}
