package io.madang.bench;

/**
 * Turns what a run saw into figures.
 *
 * <p>Threads: one, after the connections were closed.
 */
final class Report {

  private final Figures figures = new Figures();

  private final int stopped;
  private final boolean hasOther;

  Report(Options options) {
    stopped = options.stopped;
    hasOther = options.otherUrl != null;
    figures.put("dialect", options.dialect.toString());
    figures.put("readers", options.readers);
    figures.put("topics", options.topics);
    figures.put("rate_per_second", options.rate);
    figures.put("payload_bytes", options.payloadBytes);
  }

  /** What those who stopped cost: more heap than when they had caught up. */
  void stopped(Memory whileStopped, Memory after) {
    if (stopped > 0) {
      figures.put("stopped_readers", stopped);
      figures.put("heap_kib_per_stopped_reader", whileStopped.heapKibSince(after, stopped));
    }
  }

  Figures figures() {
    return figures;
  }

  void deliveries(Run run, Connections connections) {
    Histogram latency = new Histogram();
    double delivered = 0;
    double texts = 0;
    for (Tally tally : connections.tallies()) {
      latency.add(tally.latency());
      delivered += tally.deliveredInWindow();
      texts += tally.textsInWindow();
    }
    double seconds = run.window().seconds();
    figures.put("deliveries_per_second", delivered / seconds);
    figures.put("texts_per_second", texts / seconds);
    latency("latency", latency);
    if (hasOther) {
      Histogram here = new Histogram();
      connections.tallies().stream()
          .filter(tally -> tally != connections.otherTally())
          .forEach(tally -> here.add(tally.latency()));
      latency("here_latency", here);
      latency("other_latency", connections.otherTally().latency());
    }
    figures.put("server_cpu_us_per_delivery", run.usage().serverSeconds() * 1e6 / delivered);
    figures.put("server_calls_per_delivery", run.usage().serverCalls() / delivered);
    figures.put("server_cpu_cores", run.usage().serverSeconds() / seconds);
    figures.put("generator_cpu_cores", run.usage().generatorSeconds() / seconds);
    figures.put("other_cpu_cores", run.usage().otherSeconds() / seconds);
    figures.put("published", run.published());
    if (connections.haveAcks()) {
      figures.put("acked", connections.acks().acked());
      latency("ack", connections.acks().latency());
    }
  }

  void memory(Memory before, Memory connected, int connections) {
    figures.put("connections", connections);
    figures.put("heap_mib_before", before.heapBytes() / (1 << 20));
    figures.put("heap_mib_connected", connected.heapBytes() / (1 << 20));
    figures.put("heap_kib_per_connection", connected.heapKibSince(before, connections));
    figures.put("rss_kib_per_connection", connected.rssKibSince(before, connections));
  }

  void memoryAfter(Memory before, Memory after, double threads, int connections) {
    figures.put("heap_kib_per_connection_used", after.heapKibSince(before, connections));
    figures.put("rss_mib_after", after.rssBytes() / (1 << 20));
    figures.put("server_threads", threads);
  }

  void troubles(Connections connections) {
    Troubles troubles = connections.troubles();
    figures.put("violations", troubles.violations());
    figures.put("undelivered", connections.undelivered());
    figures.put("repeated", connections.tallies().stream().mapToLong(Tally::repeated).sum());
    figures.put("late", connections.tallies().stream().mapToLong(Tally::late).sum());
    figures.put("errors", troubles.errors());
    figures.put("closed", troubles.closed());
    figures.put("first_trouble", troubles.first());
  }

  private void latency(String name, Histogram histogram) {
    figures.put(name + "_p50_ms", histogram.millisAt(0.50));
    figures.put(name + "_p95_ms", histogram.millisAt(0.95));
    figures.put(name + "_p99_ms", histogram.millisAt(0.99));
    figures.put(name + "_max_ms", histogram.maxMillis());
  }
}
