package io.madang.app;

import io.madang.core.Hub;
import io.madang.json.Json;
import io.madang.market.Listing;
import io.madang.market.Prices;
import io.madang.market.Simulator;
import io.madang.market.bridge.Bridge;
import io.madang.market.bridge.Patience;
import io.madang.market.bridge.Source;
import jakarta.websocket.ContainerProvider;
import java.time.Clock;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Starts what fills {@code market/*}, as it is set. */
record MarketFeeds(Settings.MarketFeed settings, Hub hub, Json json) {

  /** What is started here is closed with the rest; nothing is waited for. */
  void start(Deque<AutoCloseable> toClose) {
    Prices prices = new Prices(hub);
    settings
        .bridge()
        .ifPresent(
            source -> {
              Bridge bridge =
                  new Bridge(
                      source,
                      prices,
                      json,
                      ContainerProvider.getWebSocketContainer(),
                      Patience.standard());
              toClose.push(bridge);
              bridge.start();
            });
    List<Listing> listings = simulated();
    if (!listings.isEmpty()) {
      Simulator simulator =
          new Simulator(
              settings.seed(), settings.ticksPerSecond(), listings, prices, Clock.systemUTC());
      toClose.push(simulator);
      simulator.start();
    }
  }

  /** The symbols that are fed, those of the bridge first. */
  List<String> symbols() {
    List<String> real = settings.bridge().map(Source::symbols).orElse(List.of());
    return Stream.concat(real.stream(), simulated().stream().map(Listing::symbol)).toList();
  }

  /** Where a bridge brings real prices, none are made up. */
  private List<Listing> simulated() {
    if (!settings.isSimulated()) {
      return List.of();
    }
    List<String> real = settings.bridge().map(Source::symbols).orElse(List.of());
    return Listing.all().stream().filter(listing -> !real.contains(listing.symbol())).toList();
  }
}
