package io.madang.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people say of the transports, each answered from the results, where they can. */
record Claims(List<Result> results) {

  private static final double MUCH_BETTER = 0.8;
  private static final double FEW_BYTES = 14;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(longPolling());
    lines.add(headers());
    lines.add(frames());
    lines.add(latency());
    lines.add(losses());
    return lines;
  }

  private Optional<Result> busiest(Transport transport) {
    return results.stream()
        .filter(result -> result.load().transport() == transport)
        .max(
            Comparator.<Result>comparingDouble(result -> result.load().messagesPerSecond())
                .thenComparingInt(result -> result.load().readers()));
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private String longPolling() {
    String claim = "“Long polling with many messages is no better than polling”: ";
    Optional<Result> waits = busiest(Transport.LONG_POLLING);
    Optional<Result> asks = busiest(Transport.POLLING);
    if (waits.isEmpty() || asks.isEmpty()) {
      return claim + "not measured.";
    }
    Result a = waits.get();
    Result b = asks.get();
    boolean isBetter = a.overheadPerDelivery() < MUCH_BETTER * b.overheadPerDelivery();
    return claim
        + text(
            "%s in cost. At %s messages a second for %d readers it takes %.2f requests and %.0f"
                + " header bytes a message, polling %.2f and %.0f. In time it is better: p50 %.1f"
                + " ms and %.1f ms.",
            isBetter ? "not confirmed" : "confirmed",
            a.load().messagesPerSecond(),
            a.load().readers(),
            a.requestsPerDelivery(),
            a.overheadPerDelivery(),
            b.requestsPerDelivery(),
            b.overheadPerDelivery(),
            a.counted().p50Millis(),
            b.counted().p50Millis());
  }

  private String headers() {
    StringBuilder out =
        new StringBuilder("“Polling pays headers for each question”: header bytes a message ");
    String separator = "";
    for (Result result : results) {
      if (result.load().transport() == Transport.POLLING) {
        out.append(
            text(
                "%s%.0f (%s messages/s, %d readers)",
                separator,
                result.overheadPerDelivery(),
                result.load().messagesPerSecond(),
                result.load().readers()));
        separator = ", ";
      }
    }
    return out.append(separator.isEmpty() ? "were not measured." : ".").toString();
  }

  private String frames() {
    String claim = "“A WebSocket frame's overhead is a few bytes”: ";
    return busiest(Transport.WEBSOCKET)
        .map(
            result ->
                claim
                    + text(
                        "%s: %.2f bytes a message, beside %.0f of payload, of which the text is"
                            + " %d: the JSON around it is the larger part.",
                        result.overheadPerDelivery() <= FEW_BYTES ? "confirmed" : "not confirmed",
                        result.overheadPerDelivery(),
                        result.payloadPerDelivery(),
                        result.load().payloadBytes()))
        .orElse(claim + "not measured.");
  }

  private String latency() {
    String claim = "“Latency of polling is half its interval”: ";
    return busiest(Transport.POLLING)
        .map(
            result -> {
              double half = result.load().pollMillis() / 2.0;
              double p50 = result.counted().p50Millis();
              boolean isSo = Math.abs(p50 - half) < half / 4;
              return claim
                  + text(
                      "%s: p50 %.0f ms with an interval of %d ms; p99 %.0f ms, nearly all of it.",
                      isSo ? "confirmed" : "not confirmed",
                      p50,
                      result.load().pollMillis(),
                      result.counted().p99Millis());
            })
        .orElse(claim + "not measured.");
  }

  private String losses() {
    long missed = results.stream().mapToLong(result -> result.counted().missed()).sum();
    long repeated = results.stream().mapToLong(result -> result.counted().repeated()).sum();
    long failures = results.stream().mapToLong(result -> result.counted().failures()).sum();
    long delivered = results.stream().mapToLong(result -> result.counted().delivered()).sum();
    return text(
        "Of %d deliveries %d were missed and %d repeated; %d connections failed.",
        delivered, missed, repeated, failures);
  }
}
