package io.madang.bench.scenario;

import io.madang.bench.Figures;
import jakarta.json.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;

/** One axis drawn: the most deliveries a second on the left, milliseconds on the right. */
final class GrowthPlot {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 380;
  private static final float LINE = 2;

  /** Logarithms know no nothing: an empty log stands at 1. */
  private static final double LEAST = 1;

  private final Axis axis;
  private final List<JsonObject> figures;

  GrowthPlot(Axis axis, List<JsonObject> figures) {
    this.axis = axis;
    this.figures = figures;
  }

  /** Writes {@code growth-AXIS.svg} into a folder, if there is something to draw. */
  void draw(Path folder) throws IOException {
    if (figures.isEmpty()) {
      return;
    }
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(axis.title()).build();
    style(chart);
    List<Double> rates =
        line(chart, "deliveries/s at most", "deliveries_per_second", 0, new Color(0x2f6fde));
    List<Double> times =
        new ArrayList<>(line(chart, "p99 ms, calm", "latency_p99_ms", 1, new Color(0xd2691e)));
    if (axis == Axis.HISTORY) {
      times.addAll(line(chart, "newest page, ms", "newest_page_ms", 1, new Color(0x2e8b57)));
    }
    bound(chart, 0, rates);
    bound(chart, 1, times);
    chart.setYAxisGroupTitle(0, "deliveries/s");
    chart.setYAxisGroupTitle(1, "ms");
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, folder.resolve("growth-" + axis).toString(), VectorGraphicsFormat.SVG);
  }

  private static void style(XYChart chart) {
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
  }

  /** Whole powers of ten, so that what hardly differs looks so. */
  private static void bound(XYChart chart, int side, List<Double> values) {
    if (!values.isEmpty()) {
      chart
          .getStyler()
          .setYAxisMin(side, Math.pow(10, Math.floor(Math.log10(Collections.min(values)))));
      chart
          .getStyler()
          .setYAxisMax(side, Math.pow(10, Math.ceil(Math.log10(Collections.max(values)))));
    }
  }

  private List<Double> line(XYChart chart, String name, String figure, int side, Color color) {
    List<Double> sizes = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (JsonObject one : figures) {
      double value = Figures.number(one, figure);
      if (value > 0) {
        sizes.add(Math.max(LEAST, Figures.number(one, "size")));
        values.add(value);
      }
    }
    if (!values.isEmpty()) {
      XYSeries series = chart.addSeries(name, sizes, values);
      series.setYAxisGroup(side);
      series.setLineColor(color);
      series.setMarkerColor(color);
      series.setLineStyle(new BasicStroke(LINE));
    }
    return values;
  }
}
