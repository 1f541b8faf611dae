package io.madang.kit;

import io.madang.core.Application;
import io.madang.core.Gate;
import io.madang.core.Hub;
import io.madang.core.HubParts;
import io.madang.core.Message;
import io.madang.core.MessageStore;
import io.madang.core.Policies;
import io.madang.core.Retention;
import io.madang.core.StateValue;
import io.madang.core.Threads;
import io.madang.core.Topic;
import io.madang.json.Json;
import io.madang.layer.LocalLayer;
import io.madang.market.Market;
import io.madang.store.MemoryStore;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A hub with a market on a store in memory, which a test can make faulty, and a look into it. */
public final class MarketHub implements AutoCloseable {

  private static final Json JSON = new Json(8);

  private final Threads threads = new Threads(1, 1);
  public final FaultyStore store =
      new FaultyStore(new MemoryStore(Clock.systemUTC(), 1_000, 64 << 20));
  public final Hub hub;

  public MarketHub() {
    Application market = Market.application(new Retention(1_000, Duration.ofHours(1)));
    hub =
        new Hub(
            new HubParts(
                new Policies(List.of(market)),
                (MessageStore) store,
                store,
                new LocalLayer(),
                Gate.OPEN,
                new LimitsOf().build(),
                threads));
  }

  /** A symbol's ticker as it is kept. */
  public Optional<JsonObject> ticker(String symbol) {
    return store.state(topic(symbol)).stream()
        .filter(value -> value.key().equals("ticker"))
        .map(StateValue::json)
        .map(JSON::object)
        .findFirst();
  }

  /** How often a symbol's state was written. */
  public long writes(String symbol) {
    return store.state(topic(symbol)).stream().mapToLong(StateValue::version).max().orElse(0);
  }

  /** The bodies of a symbol's trades. */
  public List<JsonObject> trades(String symbol) {
    return store.readAfter(topic(symbol), 0, 1_000, 1 << 20).messages().stream()
        .map(Message::body)
        .map(JSON::object)
        .toList();
  }

  private static Topic topic(String symbol) {
    return new Topic("market/" + symbol);
  }

  @Override
  public void close() {
    store.heal();
    hub.close();
    threads.close();
  }
}
