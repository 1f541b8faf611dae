package io.madang.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.madang.core.RefusedException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** No text that nobody signed proves anything. */
class TokenFuzzTest {
  private final Tokens tokens =
      new Tokens(
          new TokenRules(
              List.of("RS256", "ES256", "EdDSA"),
              Optional.empty(),
              Optional.of(URI.create("https://issuer.example")),
              "issuer",
              "madang",
              Duration.ofSeconds(30),
              "roles"),
          new VerificationKeys(),
          Clock.systemUTC());
  private final SigningKeys signing = SigningKeys.unkept();
  private final GuestPasses passes =
      new GuestPasses(new OwnTokens(() -> signing, Clock.systemUTC()), Clock.systemUTC());

  @FuzzTest(maxDuration = "1m")
  void noTextIsAToken(byte[] input) {
    try {
      assertThat(tokens.recognise(new String(input, UTF_8))).isEmpty();
    } catch (RefusedException refused) {
      assertThat(refused).hasMessageNotContaining("Exception");
    }
  }

  @FuzzTest(maxDuration = "1m")
  void noTextIsAPass(byte[] input) {
    assertThat(passes.user(new String(input, UTF_8))).isEmpty();
  }

  @FuzzTest(maxDuration = "1m")
  void aLineOfKeysIsReadOrRefused(byte[] input) {
    String line = new String(input, UTF_8);
    try {
      ApiKey key = ApiKey.parse(line);
      assertThat(ApiKey.parse(key.line())).isEqualTo(key);
    } catch (IllegalArgumentException | RefusedException refused) {
      assertThat(refused).hasMessageNotContaining("Exception");
    }
  }
}
