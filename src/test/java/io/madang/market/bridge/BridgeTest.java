package io.madang.market.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.json.Json;
import io.madang.kit.Exchange;
import io.madang.kit.MarketHub;
import io.madang.market.Prices;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bridge to a server of ours that speaks as exchanges do. */
@Timeout(60)
class BridgeTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String AWAY =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  private static final Patience QUICK =
      new Patience(Duration.ofMillis(40), Duration.ofMillis(200), Duration.ofSeconds(30));

  private final MarketHub market = new MarketHub();
  private final ClientManager clients = ClientManager.createClient();
  private final Exchange exchange = new Exchange();
  private Bridge bridge = bridge(Source.Format.UPBIT, QUICK);

  BridgeTest() throws Exception {}

  private Bridge bridge(Source.Format format, Patience patience) {
    String money = format == Source.Format.UPBIT ? "KRW" : "USDT";
    Source source = new Source(exchange.url(), format, List.of("BTC-" + money));
    return new Bridge(source, new Prices(market.hub), new Json(8), clients, patience);
  }

  @AfterEach
  void close() {
    bridge.close();
    clients.shutdown();
    exchange.close();
    market.close();
  }

  private Exchange.Line line() throws InterruptedException {
    return Objects.requireNonNull(exchange.lines().poll(LONG.toSeconds(), TimeUnit.SECONDS));
  }

  private void awaitPrice(String symbol, String price) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(market.ticker(symbol))
                    .hasValueSatisfying(
                        ticker ->
                            assertThat(ticker.getJsonNumber("price").toString()).isEqualTo(price)));
  }

  private static String upbit(int price) {
    return FormatsTest.UPBIT_TICKER.replace("32287000", Integer.toString(price));
  }

  @Test
  void itSubscribesAndSetsWhatTheExchangeTellsInBytesOrText() throws Exception {
    bridge.start();
    Exchange.Line line = line();
    assertThat(line.subscription()).contains("\"KRW-BTC\"");

    line.sayInBytes(upbit(1_000));
    awaitPrice("BTC-KRW", "1000");
    line.say(upbit(2_000));
    awaitPrice("BTC-KRW", "2000");
  }

  @Test
  void itSpeaksWithBinanceToo() throws Exception {
    bridge = bridge(Source.Format.BINANCE, QUICK);
    bridge.start();
    Exchange.Line line = line();
    assertThat(line.subscription()).contains("btcusdt@ticker");

    line.say("{\"result\":null,\"id\":1}");
    line.say(FormatsTest.BINANCE_TICKER);

    awaitPrice("BTC-USDT", "0.0025");
  }

  @Test
  void itComesBackAndSubscribesAgainWhenTheExchangeHangsUp() throws Exception {
    bridge.start();
    for (int price = 1; price <= 3; price++) {
      Exchange.Line line = line();
      line.say(upbit(price));
      awaitPrice("BTC-KRW", Integer.toString(price));
      line.hangUp();
    }
  }

  @Test
  void itGivesUpAnExchangeThatFallsSilentAndConnectsAgain() throws Exception {
    bridge =
        bridge(
            Source.Format.UPBIT,
            new Patience(Duration.ofMillis(40), Duration.ofMillis(200), Duration.ofMillis(300)));
    bridge.start();
    Exchange.Line first = line();

    Exchange.Line second = line();

    assertThat(second.session().getId()).isNotEqualTo(first.session().getId());
    await().atMost(LONG).until(() -> !first.session().isOpen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "}{",
        "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
        "{\"type\":\"ticker\",\"code\":\"KRW-BTC\"}",
        "\u0000"
      })
  void rubbishIsPassedOverAndTheConnectionStays(String rubbish) throws Exception {
    bridge.start();
    Exchange.Line line = line();

    line.say(rubbish);
    line.sayInBytes(rubbish + "\u00ff");
    line.say(upbit(7));

    awaitPrice("BTC-KRW", "7");
    assertThat(line.session().isOpen()).isTrue();
  }

  @Test
  void aMessageThatIsTooBigCostsTheConnectionAndNotTheBridge() throws Exception {
    bridge.start();
    Exchange.Line line = line();
    line.say("{\"type\":\"" + "x".repeat(200_000) + "\"}");

    Exchange.Line next = line();
    next.say(upbit(9));

    awaitPrice("BTC-KRW", "9");
  }

  @Test
  void itKeepsTryingWhileNobodyAnswers() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      deaf.setSoTimeout((int) LONG.toMillis());
      URI url = URI.create("ws://localhost:" + deaf.getLocalPort() + "/ws");
      Source source = new Source(url, Source.Format.UPBIT, List.of("BTC-KRW"));
      bridge = new Bridge(source, new Prices(market.hub), new Json(8), clients, QUICK);
      bridge.start();
      for (int attempt = 1; attempt <= 4; attempt++) {
        try (Socket visitor = deaf.accept()) {
          visitor.getOutputStream().write(AWAY.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  @Test
  void itEndsWithItsConnectionAndItsThread() throws Exception {
    bridge.start();
    Exchange.Line line = line();

    bridge.close();

    await().atMost(LONG).until(() -> !line.session().isOpen());
    await()
        .untilAsserted(
            () -> assertThat(Thread.getAllStackTraces().keySet()).noneMatch(BridgeTest::isBridge));
  }

  private static boolean isBridge(Thread thread) {
    return thread.getName().startsWith("madang-market-bridge");
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    Patience standard = Patience.standard();
    assertThat(List.of(0, 1, 2, 5, 6, 60, 1_000_000).stream().map(standard::pause))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(32),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));
  }
}
