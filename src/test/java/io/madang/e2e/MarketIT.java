package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.RawWebSocket;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import io.madang.kit.Exchange;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices: simulated ones, those that are put, those of a bridge, and the page that shows them. */
@ExtendWith(SharedServer.class)
@Timeout(120)
class MarketIT {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String STATE = "/topics/market/BTC-KRW/state";

  private final MadangProcess server;
  private final Api guest;

  MarketIT(MadangProcess server) {
    this.server = server;
    this.guest = server.guest();
  }

  private JsonObject ticker(Api api, String path) {
    await().atMost(LONG).until(() -> api.get(path).json().containsKey("ticker"));
    return api.get(path).json().getJsonObject("ticker").getJsonObject("value");
  }

  @Test
  void aFreshServerHasPricesThatAreCalledSimulated() {
    JsonObject ticker = ticker(guest, STATE);

    assertThat(ticker.keySet())
        .containsExactlyInAnyOrder("price", "change", "volume", "time", "source");
    assertThat(ticker.getJsonNumber("price").doubleValue()).isPositive();
    assertThat(ticker.getString("source")).isEqualTo("simulated");
  }

  @Test
  void aReaderGetsTickersAndTradesUnasked() {
    try (RawWebSocket socket = RawWebSocket.open(server.uri(), "?topic=market/BTC-KRW")) {
      JsonObject trade = socket.next("message").getJsonObject("body");
      assertThat(trade.keySet())
          .containsExactlyInAnyOrder("price", "quantity", "side", "time", "source");
      assertThat(trade.getString("side")).isIn("buy", "sell");
      JsonObject state = socket.next("state");
      assertThat(state.getString("key")).isEqualTo("ticker");
    }
  }

  @Test
  void aPriceThatDidNotChangeIsAnswered304() {
    ticker(guest, STATE);
    await("two questions between two trades")
        .atMost(LONG)
        .until(
            () -> {
              String tag = guest.get(STATE).header("ETag");
              Api.Answer again = guest.get(STATE, "If-None-Match", tag);
              return again.status() == 304 && again.body().isEmpty();
            });
  }

  @Test
  void nobodyButTheHolderOfTheKeySetsAPrice() {
    String price = "{\"price\":1}";
    assertThat(guest.put(STATE + "/ticker", price).status()).isEqualTo(403);
    assertThat(
            guest
                .post("/topics/market/BTC-KRW/messages", "{\"id\":\"1\",\"body\":{\"price\":1}}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void aPriceThatIsPutStandsInThePage() {
    String symbol = Urls.freshTopic("market").substring("market/".length());
    Api.Answer put =
        guest.put(
            "/topics/market/" + symbol + "/state/ticker",
            "{\"price\":12345.5,\"change\":-5,\"volume\":10}",
            "Authorization",
            "Bearer " + SharedServer.PUBLISH_KEY);
    assertThat(put.status()).isEqualTo(200);

    Api.Answer page = guest.get("/market?symbol=" + symbol, "Accept-Language", "en");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("data-watched=\"" + symbol + "\"", "12,345.5", "-0.04%", "▼")
        .contains("data-direction=\"down\"");
  }

  @Test
  void theWatchListAndTheChartAreInTheAddress() {
    Api.Answer page = guest.get("/market?symbol=SOL-KRW&symbol=ETH-KRW&symbol=&chart=ETH-KRW");

    assertThat(page.body())
        .contains("data-watched=\"SOL-KRW ETH-KRW\"", "data-charted=\"ETH-KRW\"")
        .contains("value=\"SOL-KRW\" checked", "value=\"BTC-KRW\"")
        .doesNotContain("value=\"BTC-KRW\" checked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>", "a/b", "a b", "\"onload=x", "a?b"})
  void aSymbolThatCannotBeIsToldAndNotEchoed(String symbol) {
    Api.Answer page = guest.get("/market?symbol=BTC-KRW&symbol=" + Urls.encode(symbol));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body())
        .contains("role=\"alert\"", "data-watched=\"BTC-KRW\"")
        .doesNotContain("<script>", "onload=x");
  }

  @Test
  void moreSymbolsThanAConnectionMayHaveAreToldAndCut() {
    StringBuilder query = new StringBuilder("/market?");
    for (int i = 1; i <= 101; i++) {
      query.append("symbol=S").append(i).append('&');
    }
    Api.Answer page = guest.get(query.toString(), "Accept-Language", "en");

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("At most 100 symbols", "S100\"").doesNotContain("S101");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void thePageHasAllItsWords(String language) {
    Api.Answer page = guest.get("/market", "Accept-Language", language);

    assertThat(page.body())
        .contains("<html lang=\"" + language + "\"", "data-word=\"rates\"")
        .doesNotContain("???", "<style", " style=", "<script>", " onclick=");
  }

  @Test
  void theChartLibraryComesFromTheServerItself() {
    assertThat(guest.get("/static/lib/uplot/uPlot.js").status()).isEqualTo(200);
    assertThat(guest.get("/static/lib/uplot/LICENSE").body()).contains("MIT");
  }

  @Test
  void aBridgeBringsPricesAndEndsWithTheServer() throws Exception {
    try (Exchange exchange = new Exchange();
        MadangProcess bridged =
            MadangProcess.start(
                "madang.market.simulate=false",
                "madang.market.bridge.url=" + exchange.url(),
                "madang.market.bridge.symbols=BTC-KRW")) {
      Exchange.Line line = line(exchange);
      assertThat(line.subscription()).contains("KRW-BTC");
      line.sayInBytes(
          "{\"type\":\"ticker\",\"code\":\"KRW-BTC\",\"trade_price\":143000000,"
              + "\"signed_change_price\":500000,\"acc_trade_volume_24h\":6348.58,"
              + "\"trade_timestamp\":1676965720000}");
      JsonObject ticker = ticker(bridged.guest(), STATE);
      assertThat(ticker.getInt("price")).isEqualTo(143_000_000);
      assertThat(ticker.getString("source")).isEqualTo("upbit");
      assertThat(bridged.guest().get("/topics/market/ETH-KRW/state").json()).isEmpty();

      line.hangUp();
      Exchange.Line again = line(exchange);
      assertThat(again.subscription()).contains("KRW-BTC");
      bridged.terminate();
      await().atMost(LONG).until(() -> !again.session().isOpen());
    }
  }

  private static Exchange.Line line(Exchange exchange) throws InterruptedException {
    return Objects.requireNonNull(
        exchange.lines().poll(LONG.toSeconds(), TimeUnit.SECONDS), "nobody subscribed");
  }

  @Test
  void withoutSimulationThereAreNoPrices() {
    try (MadangProcess bare = MadangProcess.start("madang.market.simulate=false");
        RawWebSocket socket = RawWebSocket.open(bare.uri(), "?topic=market/BTC-KRW")) {
      socket.next("subscribed");
      socket.send(Frames.ping());
      await()
          .during(Duration.ofSeconds(3))
          .atMost(LONG)
          .until(() -> bare.guest().get(STATE).json().isEmpty());
      assertThat(socket.next().getString("type")).isEqualTo("pong");
    }
  }
}
