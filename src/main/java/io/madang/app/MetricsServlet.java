package io.madang.app;

import io.madang.core.Hub;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/** {@code /metrics} in Prometheus' text format: Madang's own, and the virtual machine's. */
final class MetricsServlet extends HttpServlet {

  private final transient PrometheusRegistry registry = new PrometheusRegistry();
  private final transient PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().build();
  private final transient Madang madang;

  MetricsServlet(Madang madang) {
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
  }

  private void gauge(String name, String help, ToDoubleFunction<Madang> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(madang)))
        .register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<Hub.Gauges> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(madang.hub().gauges())))
        .register(registry);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(PrometheusTextFormatWriter.CONTENT_TYPE);
    writer.write(response.getOutputStream(), registry.scrape());
  }
}
