package io.madang.app;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /metrics}; they are put together when somebody asks first, which makes the start shorter.
 */
final class MetricsServlet extends HttpServlet {

  private final transient Madang madang;
  private transient @Nullable Metrics metrics; // guarded by this

  MetricsServlet(Madang madang) {
    this.madang = madang;
  }

  private synchronized Metrics metrics() {
    Metrics made = metrics;
    if (made == null) {
      made = new Metrics(madang);
      metrics = made;
    }
    return made;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(PrometheusTextFormatWriter.CONTENT_TYPE);
    metrics().write(response.getOutputStream());
  }
}
