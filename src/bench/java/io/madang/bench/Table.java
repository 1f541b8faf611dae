package io.madang.bench;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Results as Markdown: a table for each scenario, and what they were measured on. */
final class Table {

  private static final String CPU = "server_cpu_us_per_delivery";
  private static final String DELIVERIES = "deliveries_per_second";
  private static final List<String> HEADS =
      List.of(
          "server",
          "turns",
          "deliveries/s",
          "p50 ms",
          "p99 ms",
          "CPU µs a delivery",
          "times Madang's",
          "reads and writes a delivery",
          "heap KiB a connection",
          "missing",
          "late",
          "CPU of others");

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  Table(Results results) {
    this.results = results;
  }

  String text() {
    for (String scenario : results.scenarios()) {
      line("### " + title(scenario) + "\n");
      row(HEADS);
      row(HEADS.stream().map(head -> head.equals("server") ? "---" : "---:").toList());
      results.peers(scenario).forEach((peer, title) -> row(cells(scenario, peer, title)));
      line("");
    }
    JsonObject any = results.any();
    line("Machine: " + any.getString("machine", "") + ".");
    line("Generator: " + any.getString("generator_java", "") + ".");
    return text.toString();
  }

  /** Returns by how much Madang is better than each peer, by what is compared. */
  static Map<String, Double> advantages(Results results) {
    Map<String, Double> advantages = new TreeMap<>();
    for (String scenario : results.scenarios()) {
      for (String peer : results.peers(scenario).keySet()) {
        double ratio =
            scenario.equals(Scenario.MOST.toString())
                ? results.median(scenario, Bench.MADANG, DELIVERIES)
                    / results.median(scenario, peer, DELIVERIES)
                : results.ratio(scenario, peer, Bench.MADANG, CPU);
        if (!peer.equals(Bench.MADANG) && !Double.isNaN(ratio)) {
          advantages.put(scenario + ", against " + peer, ratio);
        }
      }
    }
    return advantages;
  }

  private static String title(String scenario) {
    return Scenario.valueOf(scenario.toUpperCase(Locale.ROOT)).title();
  }

  private List<String> cells(String scenario, String peer, String title) {
    return List.of(
        title,
        Integer.toString(results.turns(scenario, peer)),
        number("%,.0f", results.median(scenario, peer, DELIVERIES)),
        number("%,.1f", results.median(scenario, peer, "latency_p50_ms")),
        number("%,.1f", results.median(scenario, peer, "latency_p99_ms")),
        number("%,.2f", results.median(scenario, peer, CPU)),
        number("%,.2f", results.ratio(scenario, peer, Bench.MADANG, CPU)),
        number("%,.2f", results.median(scenario, peer, "server_calls_per_delivery")),
        number("%,.1f", results.median(scenario, peer, "heap_kib_per_connection")),
        number("%,.0f", results.median(scenario, peer, "undelivered")),
        number("%,.0f", results.median(scenario, peer, "late")),
        number("%,.2f", results.median(scenario, peer, "other_cpu_cores")));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? "–"
        : String.format(Locale.ROOT, format, value);
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
