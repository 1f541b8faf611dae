package io.madang.market;

import io.madang.core.Hub;
import io.madang.core.Person;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes prices to the topics {@code market/<symbol>}, as the server itself.
 *
 * <p>However quickly they come, each symbol has one ticker on its way to the store and one that
 * waits, the newest; of trades a bounded number is on its way, and more are left out.
 *
 * <p>Threads: any.
 */
public final class Prices {

  private static final System.Logger LOG = System.getLogger(Prices.class.getName());
  private static final int MAX_TRADES_UNDER_WAY = 1_000;
  private static final Speaker EXCHANGE = new Speaker(new Person("market", "market"), true, true);

  private final Hub hub;
  private final Map<String, Symbol> symbols = new ConcurrentHashMap<>();
  private final AtomicInteger tradesUnderWay = new AtomicInteger();
  private final AtomicLong trades = new AtomicLong();
  private final String run = Long.toString(System.currentTimeMillis(), 36);
  private final RareWarning warning = new RareWarning(LOG, "a price could not be kept");

  public Prices(Hub hub) {
    this.hub = hub;
  }

  /** Sets a symbol's ticker soon, unless a newer one comes before. */
  public void set(String symbol, Ticker ticker) {
    Symbol place = symbol(symbol);
    place.newest.set(ticker);
    place.write();
  }

  /** Publishes a trade; false when too many are under way already. */
  boolean publish(String symbol, Trade trade) {
    if (tradesUnderWay.incrementAndGet() > MAX_TRADES_UNDER_WAY) {
      tradesUnderWay.decrementAndGet();
      return false;
    }
    String id = run + "-" + Long.toString(trades.incrementAndGet(), 36);
    Topic topic = symbol(symbol).topic;
    attempt(() -> hub.publish(EXCHANGE, topic, id, trade.toJson()))
        .whenComplete((kept, fault) -> tradesUnderWay.decrementAndGet());
    return true;
  }

  private Symbol symbol(String symbol) {
    return symbols.computeIfAbsent(symbol, Symbol::new);
  }

  private <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> write) {
    CompletableFuture<T> done;
    try {
      done = write.get();
    } catch (RefusedException e) {
      done = CompletableFuture.failedFuture(e);
    }
    return done.whenComplete(
        (kept, fault) -> {
          if (fault != null) {
            warning.count(String.valueOf(fault.getMessage()));
          }
        });
  }

  /** The way of one symbol's ticker to the store. */
  private final class Symbol {
    private final Topic topic;
    private final AtomicReference<@Nullable Ticker> newest = new AtomicReference<>();
    private final AtomicBoolean isWriting = new AtomicBoolean();

    Symbol(String symbol) {
      this.topic = new Topic(Market.NAMESPACE + "/" + symbol);
    }

    /**
     * Who sets {@code newest} calls this after; so does a write that ended, and one of them sees.
     */
    void write() {
      if (newest.get() == null || !isWriting.compareAndSet(false, true)) {
        return;
      }
      Ticker ticker = newest.getAndSet(null);
      if (ticker == null) {
        isWriting.set(false);
        write();
        return;
      }
      attempt(() -> hub.setState(EXCHANGE, topic, Ticker.KEY, ticker.toJson()))
          .whenComplete(
              (kept, fault) -> {
                isWriting.set(false);
                write();
              });
    }
  }
}
