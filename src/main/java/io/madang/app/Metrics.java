package io.madang.app;

import io.madang.core.Hub;
import io.madang.store.CountedStore;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What is counted, Madang's own and the virtual machine's, in Prometheus' text format.
 *
 * <p>Threads: any.
 */
final class Metrics {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder().build();
  private final Madang madang;

  Metrics(Madang madang) {
    this.madang = madang;
    VirtualMachineMetrics.register(registry);
    gauge("madang_connections", "WebSockets, streams and waiting polls", m -> m.connections());
    gauge("madang_topics_in_memory", "Topics with readers", m -> m.hub().gauges().streams());
    gauge("madang_tail_bytes", "Newest messages in memory", m -> m.hub().gauges().tailBytes());
    gauge(
        "madang_waiting_publishes",
        "Publishes that wait for the store",
        m -> m.hub().gauges().waitingPublishes());
    counter("madang_messages", "Messages kept", gauges -> gauges.messages());
    counter("madang_repeats", "Publishes that were repeats", gauges -> gauges.repeats());
    counter("madang_store_failures", "Batches that the store did not take", g -> g.failures());
    CounterWithCallback.builder()
        .name("madang_store_reads")
        .help("Reads of the durable store")
        .labelNames("of")
        .callback(
            callback -> {
              for (CountedStore.Read read : CountedStore.Read.values()) {
                callback.call((double) madang.reads(read), read.name().toLowerCase(Locale.ROOT));
              }
            })
        .register(registry);
    count("madang_attachments", "Attachments kept", m -> m.attachmentParts().attachments().kept());
    count(
        "madang_attachment_bytes",
        "Bytes of them",
        m -> m.attachmentParts().attachments().keptBytes());
  }

  private void gauge(String name, String help, ToDoubleFunction<Madang> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(madang)))
        .register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<Hub.Gauges> value) {
    count(name, help, m -> value.applyAsDouble(m.hub().gauges()));
  }

  private void count(String name, String help, ToDoubleFunction<Madang> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(madang)))
        .register(registry);
  }

  void write(OutputStream out) throws IOException {
    writer.write(out, registry.scrape());
  }
}
