package io.madang.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Site;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, and what they may be. */
class SettingsTest {

  static Stream<Setting> all() {
    return KnownSettings.all().stream();
  }

  private static Settings of(Map<String, String> values) {
    return Settings.of(new SettingValues(values));
  }

  @Test
  void withoutAnySettingTheDefaultsHold() {
    Settings standard = of(Map.of());
    assertThat(standard.clients().frameBytes()).isEqualTo(65_536);
    assertThat(standard.store().url()).isEmpty();
    assertThat(standard.origins()).isEmpty();
    assertThat(standard.data()).isAbsolute();
    assertThat(standard.limits())
        .isEqualTo(io.madang.core.Limits.defaults().withHeadCheck(java.time.Duration.ofSeconds(1)));
  }

  /** Another value than the default, of the same kind. */
  private static String other(Setting setting) {
    return switch (setting.unit()) {
      case "duration" -> "13s";
      case "list" -> "https://a.example, https://B.example";
      case "path" -> "elsewhere";
      case "text", "JDBC address", "JNDI name" -> "something";
      case "true or false" -> "false";
      case "upbit or binance" -> "binance";
      case "names, versions or off" -> "versions";
      case "loopback address" -> "http://127.0.0.1:8081/madang/";
      case "WebSocket address" -> "wss://exchange.example/ws";
      case "symbols" -> "SOL-KRW, DOGE-KRW";
      case "Redis address" -> "rediss://ann:secret@redis.example:6380,redis://b.example:6379";
      case "plain or sharded" -> "plain";
      case "auto, on or off" -> "on";
      case "groups" -> "7";
      case "secrets" -> "0123456789012345678901234567890123456789";
      case "algorithms" -> "ES256";
      case "keys address" -> "https://other.example/keys";
      default -> "7";
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingIsRead(Setting setting) {
    Map<String, String> base = withBridge(Map.of());
    if (setting.name().startsWith("madang.redis.")) {
      base.put(KnownSettings.STORE_URL.name(), "jdbc:postgresql://db.example/madang");
      base.put(KnownSettings.REDIS_URL.name(), "redis://redis.example:6379");
      base.put(KnownSettings.REDIS_MODE.name(), "sharded");
    }
    if (setting.name().startsWith("madang.jwt.")) {
      base.put(KnownSettings.JWT_ALGORITHMS.name(), "RS256");
      base.put(KnownSettings.JWT_ISSUER.name(), "https://issuer.example");
      base.put(KnownSettings.JWT_AUDIENCE.name(), "madang");
      boolean isAddress = setting.equals(KnownSettings.JWT_ADDRESS);
      Setting keys = isAddress ? setting : KnownSettings.JWT_KEYS;
      base.put(keys.name(), isAddress ? "https://issuer.example/keys" : "keys.json");
    }
    Map<String, String> changed = new java.util.HashMap<>(base);
    changed.put(setting.name(), other(setting));
    assertThat(of(changed)).isNotEqualTo(of(base));
  }

  @Test
  void aRedisNeedsADatabaseThatTheServersShare() {
    Map<String, String> alone =
        Map.of(KnownSettings.REDIS_URL.name(), "redis://redis.example:6379");
    assertThatThrownBy(() -> of(alone)).hasMessageContaining("madang.store.url");
  }

  /** The bridge's other settings say nothing while it has no address. */
  private static Map<String, String> withBridge(Map<String, String> values) {
    Map<String, String> all = new java.util.HashMap<>();
    all.put(KnownSettings.BRIDGE_URL.name(), "ws://first.example");
    all.putAll(values);
    return all;
  }

  private static String hundredAndOne() {
    return IntStream.rangeClosed(1, 101).mapToObj(i -> "A" + i + "-B").collect(joining(","));
  }

  @Test
  void theMarketIsSimulatedAndHasNoBridgeUnlessOneIsSet() {
    Settings.MarketFeed standard = of(Map.of()).marketFeed();
    assertThat(standard.isSimulated()).isTrue();
    assertThat(standard.bridge()).isEmpty();
    Settings.MarketFeed bridged = of(withBridge(Map.of())).marketFeed();
    assertThat(bridged.bridge())
        .hasValueSatisfying(
            source ->
                assertThat(source.symbols()).containsExactly("BTC-KRW", "ETH-KRW", "XRP-KRW"));
  }

  @Test
  void moreThanAThousandTicksASecondAreRefused() {
    String name = KnownSettings.TICKS.name();
    assertThat(of(Map.of(name, "1000")).marketFeed().ticksPerSecond()).isEqualTo(1_000);
    assertThatThrownBy(() -> of(Map.of(name, "1001"))).hasMessage(name + ": expected at most 1000");
  }

  @ParameterizedTest
  @CsvSource({
    "madang.lab.readers, 101, expected at most 100",
    "madang.lab.messages-per-second, 16, expected at most 15",
    "madang.lab.payload-bytes, 10001, expected at most 10000",
    "madang.lab.time, 61s, expected 2s to 60s",
    "madang.lab.time, 1s, expected 2s to 60s"
  })
  void theLabHasBoundsThatNoSettingMoves(String name, String value, String rule) {
    assertThatThrownBy(() -> of(Map.of(name, value))).hasMessage(name + ": " + rule);
  }

  @Test
  void theServersPageTellsNoVersionsUnlessItIsSet() {
    assertThat(of(Map.of()).serverPage()).isEqualTo(Settings.ServerPage.NAMES);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingHasANameAndOneSentence(Setting setting) {
    assertThat(setting.name()).matches("madang(\\.[a-z]+(-[a-z]+)*)+");
    assertThat(setting.meaning()).endsWith(".");
    assertThat(setting.environmentName()).matches("MADANG(_[A-Z]+)+");
  }

  @Test
  void noTwoSettingsLookTheSameInTheEnvironment() {
    List<String> names = all().map(Setting::environmentName).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aBadValueIsToldInOneLineWithTheName(Setting setting) {
    List<String> bad =
        switch (setting.unit()) {
          case "duration" -> List.of("", "5", "x", "-5s", "1w", "5 s", "999999999d");
          case "path" -> List.of("a\u0000b");
          case "text", "JDBC address", "JNDI name", "list" -> List.of();
          case "true or false" -> List.of("", "yes", "TRUE", "1");
          case "upbit or binance" -> List.of("", "kraken");
          case "names, versions or off" -> List.of("", "all");
          case "loopback address" ->
              List.of("https://127.0.0.1/", "http://192.0.2.1/", "127.0.0.1", "http:", "a b");
          case "WebSocket address" ->
              List.of("https://a.example", "ws://", "a b", "ws:x", "wss://a#b");
          case "Redis address" ->
              List.of("http://redis.example:6379", "redis://", "redis:x", "a b", "redis.example");
          case "plain or sharded" -> List.of("", "cluster", "SHARDED");
          case "groups" -> List.of("", "x", "0", "-1", "65");
          case "secrets" -> List.of("short", "x".repeat(40) + ",short");
          case "algorithms" -> List.of("none", "RS256,HS256", "HS384");
          case "keys address" -> List.of("ftp://a.example", "a b", "x");
          case "symbols" -> List.of("", ",", "btc-krw", "BTC", "A-B\"", "A-B-C", hundredAndOne());
          default -> List.of("", "x", "0", "-1", "1.5", "99999999999999999999");
        };
    for (String value : bad) {
      assertThatThrownBy(() -> of(Map.of(setting.name(), value)))
          .as("%s = '%s'", setting.name(), value)
          .isInstanceOf(SettingsException.class)
          .hasMessageStartingWith(setting.name() + ": ")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "25s, PT25S", "5m, PT5M", "1h, PT1H", "30d, PT720H", "' 7s ', PT7S"})
  void durationsHaveUnits(String text, java.time.Duration duration) {
    SettingValues values = new SettingValues(Map.of(KnownSettings.PING.name(), text));
    assertThat(values.duration(KnownSettings.PING)).isEqualTo(duration);
  }

  @ParameterizedTest
  @MethodSource("all")
  void noTimeIsNoDurationButForThoseThatItTurnsOff(Setting setting) {
    if (setting.unit().equals("duration")) {
      boolean isNever =
          setting.equals(KnownSettings.STORE_HEAD_CHECK)
              || setting.equals(KnownSettings.DRAIN_NOTICE)
              || setting.equals(KnownSettings.HSTS);
      assertThat(isTaken(Map.of(setting.name(), "0s"))).isEqualTo(isNever);
    }
  }

  private static boolean isTaken(Map<String, String> values) {
    try {
      return of(values) != null;
    } catch (SettingsException e) {
      return false;
    }
  }

  @Test
  void aLaterSourceGoesBeforeAnEarlierOne() {
    String name = KnownSettings.PING.name();
    SettingValues merged =
        SettingSources.merge(
            Map.of(name, "1s", KnownSettings.LEASE.name(), "2s"), Map.of(name, "3s"));
    assertThat(merged.text(KnownSettings.PING)).isEqualTo("3s");
    assertThat(merged.text(KnownSettings.LEASE)).isEqualTo("2s");
    assertThat(merged.text(KnownSettings.SILENCE)).isEqualTo(KnownSettings.SILENCE.standard());
  }

  @Test
  void aNameThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> SettingSources.merge(Map.of("madang.pign", "1s")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("madang.pign: there is no such setting");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingMayComeFromTheEnvironment(Setting setting) {
    Map<String, String> environment = Map.of(setting.environmentName(), "x", "PATH", "/bin");
    assertThat(SettingSources.environment(environment)).isEqualTo(Map.of(setting.name(), "x"));
  }

  @Test
  void aNameInTheEnvironmentThatIsNotKnownIsRefusedAsItStandsThere() {
    Map<String, String> found = SettingSources.environment(Map.of("MADANG_PIGN", "1s"));
    assertThatThrownBy(() -> SettingSources.merge(found))
        .hasMessage("MADANG_PIGN: there is no such setting");
  }

  @Test
  void originsAreAListWithoutCase() {
    assertThat(of(Map.of("madang.origins", " https://A.example ,, http://b:1")).origins())
        .containsExactlyInAnyOrder(new Site("https", "a.example", 443), new Site("http", "b", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "null", "a.example", "https://a.example/", "https://마당.example"})
  void whatIsNoSiteIsNoOrigin(String item) {
    assertThatThrownBy(() -> of(Map.of("madang.origins", item)))
        .hasMessage("madang.origins: expected sites like https://example.org, in ASCII");
    assertThatThrownBy(() -> of(Map.of("madang.frame-ancestors", item)))
        .hasMessageStartingWith("madang.frame-ancestors: ");
  }
}
