package io.madang.app;

import io.madang.identity.SigningKeys;
import io.madang.identity.TokenRules;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of who is who. */
final class IdentityValues {

  private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);
  private static final Duration LONGEST_SESSION = Duration.ofDays(30);

  private IdentityValues() {}

  static Settings.Identity read(SettingValues v, Path data) {
    return new Settings.Identity(
        file(v, KnownSettings.POLICIES, data).orElse(data.resolve("policies.yaml")),
        file(v, KnownSettings.API_KEYS, data).orElse(data.resolve("api-keys")),
        signingKeys(v),
        tokens(v, data));
  }

  static Settings.Login login(SettingValues v) {
    Settings.Login.Page page =
        switch (v.text(KnownSettings.LOGIN).strip()) {
          case "auto" -> Settings.Login.Page.AUTO;
          case "on" -> Settings.Login.Page.ON;
          case "off" -> Settings.Login.Page.OFF;
          default -> throw SettingValues.bad(KnownSettings.LOGIN, "expected auto, on or off");
        };
    Duration session = v.duration(KnownSettings.LOGIN_SESSION);
    if (session.compareTo(LONGEST_SESSION) > 0 || session.compareTo(SHORTEST_SESSION) < 0) {
      throw SettingValues.bad(KnownSettings.LOGIN_SESSION, "expected 1s to 30d");
    }
    return new Settings.Login(page, session, v.number(KnownSettings.LOGIN_FAILURES));
  }

  /** Relative to the folder for data. */
  private static Optional<Path> file(SettingValues v, Setting setting, Path data) {
    try {
      return v.optional(setting).map(data::resolve);
    } catch (InvalidPathException e) {
      throw SettingValues.bad(setting, "expected a path");
    }
  }

  private static List<String> signingKeys(SettingValues v) {
    List<String> secrets = v.list(KnownSettings.SIGNING_KEYS);
    try {
      SigningKeys.of(secrets);
      return secrets;
    } catch (IllegalArgumentException e) {
      throw SettingValues.bad(KnownSettings.SIGNING_KEYS, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<TokenRules> tokens(SettingValues v, Path data) {
    List<String> algorithms = v.list(KnownSettings.JWT_ALGORITHMS);
    Optional<Path> keys = file(v, KnownSettings.JWT_KEYS, data);
    Optional<URI> address = v.optional(KnownSettings.JWT_ADDRESS).map(IdentityValues::address);
    Duration leeway = v.duration(KnownSettings.JWT_LEEWAY);
    try {
      TokenRules.check(algorithms);
    } catch (IllegalArgumentException e) {
      throw SettingValues.bad(KnownSettings.JWT_ALGORITHMS, String.valueOf(e.getMessage()));
    }
    if (algorithms.isEmpty()) {
      return Optional.empty();
    }
    if (keys.isPresent() == address.isPresent()) {
      throw SettingValues.bad(
          KnownSettings.JWT_KEYS, "expected this or madang.jwt.keys-url, and not both");
    }
    return Optional.of(
        new TokenRules(
            algorithms,
            keys,
            address,
            needed(v, KnownSettings.JWT_ISSUER),
            needed(v, KnownSettings.JWT_AUDIENCE),
            leeway,
            v.text(KnownSettings.JWT_ROLES)));
  }

  private static String needed(SettingValues v, Setting setting) {
    return v.optional(setting)
        .orElseThrow(() -> SettingValues.bad(setting, "expected a text where tokens are taken"));
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      if (List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw SettingValues.bad(KnownSettings.JWT_ADDRESS, "expected an address");
    }
    throw SettingValues.bad(KnownSettings.JWT_ADDRESS, "expected https://...");
  }
}
