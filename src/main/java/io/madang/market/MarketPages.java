package io.madang.market;

import io.madang.core.Hub;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.StateValue;
import io.madang.core.Topic;
import io.madang.core.Visitor;
import io.madang.pages.PageAnswer;
import io.madang.request.Visitors;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code /market}: the prices of the symbols that the address names, as they are now; with
 * JavaScript they go on by themselves.
 */
public final class MarketPages extends HttpServlet {

  private static final int MAX_CHOICES = 200;

  private final transient MarketParts parts;

  public MarketPages(MarketParts parts) {
    this.parts = parts;
  }

  /** A symbol that can be watched. */
  public record Choice(String symbol, boolean isWatched) {}

  /** A row of the table; what is not known is null. */
  public record Row(
      String symbol,
      String query,
      @Nullable Double price,
      @Nullable Double change,
      @Nullable Double percent,
      @Nullable Double volume,
      boolean isSimulated) {

    /** {@code up}, {@code down} or {@code same}. */
    public String direction() {
      return change == null || change == 0 ? "same" : change > 0 ? "up" : "down";
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Vary", "Accept-Language, Cookie");
    try {
      Visitor visitor = Visitors.of(request, parts.door(), null, null);
      show(request, response, parts.door().identify(visitor));
    } catch (RefusedException e) {
      response.sendError(e.refusal().code().status());
    }
  }

  private void show(HttpServletRequest request, HttpServletResponse response, Speaker reader)
      throws IOException, ServletException {
    WatchList list =
        WatchList.of(request.getParameterValues("symbol"), request.getParameter("chart"), parts);
    if (list.problem() != null) {
      response.setStatus(400);
      request.setAttribute("problem", list.problem());
    }
    request.setAttribute("charted", list.charted());
    request.setAttribute("watched", String.join(" ", list.symbols()));
    request.setAttribute("maxSymbols", parts.maxSymbols());
    CompletableFuture<Void> ready =
        CompletableFuture.allOf(choices(request, reader, list), rows(request, reader, list));
    PageAnswer.show(request, response, ready, "/WEB-INF/pages/market.jsp");
  }

  /** Gives the page its {@code choices}; never fails. */
  private CompletableFuture<Void> choices(
      HttpServletRequest request, Speaker reader, WatchList list) {
    return parts
        .hub()
        .topics(reader, Market.NAMESPACE, MAX_CHOICES)
        .exceptionally(fault -> List.of())
        .thenAccept(
            topics -> {
              Set<String> symbols = new LinkedHashSet<>(parts.featured());
              topics.stream()
                  .filter(topic -> topic.segments().size() == 2)
                  .forEach(topic -> symbols.add(topic.segments().get(1)));
              symbols.addAll(list.symbols());
              request.setAttribute(
                  "choices",
                  symbols.stream().map(s -> new Choice(s, list.symbols().contains(s))).toList());
            });
  }

  /** Gives the page its {@code rows}; a price that cannot be read is not there, and comes live. */
  private CompletableFuture<Void> rows(HttpServletRequest request, Speaker reader, WatchList list) {
    List<CompletableFuture<Row>> rows =
        list.symbols().stream().map(symbol -> row(reader, symbol, list)).toList();
    return CompletableFuture.allOf(rows.toArray(CompletableFuture<?>[]::new))
        .thenRun(
            () ->
                request.setAttribute("rows", rows.stream().map(CompletableFuture::join).toList()));
  }

  private CompletableFuture<Row> row(Speaker reader, String symbol, WatchList list) {
    return parts
        .hub()
        .state(reader, new Topic(Market.NAMESPACE + "/" + symbol))
        .thenApply(state -> row(symbol, list, ticker(state)))
        .exceptionally(fault -> row(symbol, list, JsonObject.EMPTY_JSON_OBJECT));
  }

  private JsonObject ticker(Hub.TopicState state) {
    return state.values().stream()
        .filter(value -> value.key().equals(Ticker.KEY))
        .map(StateValue::json)
        .map(parts.json()::object)
        .findFirst()
        .orElse(JsonObject.EMPTY_JSON_OBJECT);
  }

  private static Row row(String symbol, WatchList list, JsonObject ticker) {
    Double price = number(ticker, "price");
    Double change = number(ticker, "change");
    return new Row(
        symbol,
        list.query(symbol),
        price,
        change,
        percent(price, change),
        number(ticker, "volume"),
        SimulatedExchange.SOURCE.equals(ticker.getString("source", "")));
  }

  private static @Nullable Double percent(@Nullable Double price, @Nullable Double change) {
    return price == null || change == null || price <= change ? null : change / (price - change);
  }

  private static @Nullable Double number(JsonObject ticker, String field) {
    return ticker.get(field) instanceof JsonNumber number ? number.doubleValue() : null;
  }
}
