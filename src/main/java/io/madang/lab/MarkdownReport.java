package io.madang.lab;

import java.util.List;
import java.util.Locale;

/** The results for people: a table for each rate, then the claims. */
record MarkdownReport(Plan plan, List<Result> results, String server) {

  String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "Server: %s. Polls every %d ms, texts of %d bytes, %s headers.%n%n",
            server,
            plan.pollMillis(),
            plan.payloadBytes(),
            plan.isBrowser() ? "a browser's" : "as few"));
    out.append(
        "For each delivered message: requests; bytes that are headers (heads, chunk lines, frame"
            + " headers) and bytes of payload, both ways together; the server's CPU. Then its CPU"
            + " in all, and the time from publish to receipt.\n");
    for (double rate : plan.rates()) {
      out.append(String.format(Locale.ROOT, "%n### %s messages a second%n%n", rate));
      out.append(
          "| readers | transport | requests | header bytes | payload bytes | CPU µs | CPU % of a"
              + " core | p50 ms | p99 ms | missed | repeated |\n");
      out.append("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
      results.stream()
          .filter(result -> result.load().messagesPerSecond() == rate)
          .forEach(result -> out.append(row(result)));
    }
    out.append("\n### To begin to listen\n\n| transport | bytes a reader |\n|---|--:|\n");
    for (Transport transport : plan.transports()) {
      results.stream()
          .filter(result -> result.load().transport() == transport)
          .findFirst()
          .ifPresent(
              result ->
                  out.append(
                      String.format(
                          Locale.ROOT,
                          "| %s | %.0f |%n",
                          transport.words(),
                          result.openingBytesPerReader())));
    }
    out.append("\n### What is said of them, and what was measured\n\n");
    new Claims(results).lines().forEach(line -> out.append("- ").append(line).append('\n'));
    return out.toString();
  }

  private static String row(Result result) {
    Snapshot counted = result.counted();
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %s | %s | %s | %s | %s | %d | %d |%n",
        result.load().readers(),
        result.load().transport().words(),
        number(result.requestsPerDelivery(), 2),
        number(result.overheadPerDelivery(), 0),
        number(result.payloadPerDelivery(), 0),
        number(result.cpuMicrosPerDelivery(), 0),
        number(result.cpuPercent(), 1),
        number(counted.p50Millis(), 1),
        number(counted.p99Millis(), 1),
        counted.missed(),
        counted.repeated());
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
