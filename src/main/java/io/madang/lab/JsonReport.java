package io.madang.lab;

import io.madang.json.Quote;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results for programs. */
record JsonReport(Plan plan, List<Result> results, String server) {

  String text() {
    StringBuilder out = new StringBuilder("{\"server\":");
    Quote.to(out, server);
    out.append(",\"pollMillis\":").append(plan.pollMillis());
    out.append(",\"payloadBytes\":").append(plan.payloadBytes());
    out.append(",\"headers\":\"").append(plan.isBrowser() ? "browser" : "minimal");
    out.append("\",\"results\":[\n");
    out.append(results.stream().map(JsonReport::row).collect(Collectors.joining(",\n")));
    return out.append("\n]}\n").toString();
  }

  private static String row(Result result) {
    Snapshot counted = result.counted();
    return String.format(
        Locale.ROOT,
        "{\"transport\":\"%s\",\"readers\":%d,\"messagesPerSecond\":%s,\"seconds\":%.3f,"
            + "\"published\":%d,\"delivered\":%d,\"missed\":%d,\"repeated\":%d,\"failures\":%d,"
            + "\"requests\":%d,\"upHeadBytes\":%d,\"upPayloadBytes\":%d,\"downHeadBytes\":%d,"
            + "\"downPayloadBytes\":%d,\"openingBytesPerReader\":%.0f,\"cpuSeconds\":%s,"
            + "\"p50Millis\":%s,\"p99Millis\":%s}",
        result.load().transport().words(),
        result.load().readers(),
        result.load().messagesPerSecond(),
        counted.seconds(),
        counted.published(),
        counted.delivered(),
        counted.missed(),
        counted.repeated(),
        counted.failures(),
        counted.requests(),
        counted.upHead(),
        counted.upPayload(),
        counted.downHead(),
        counted.downPayload(),
        result.openingBytesPerReader(),
        number(result.cpuSeconds()),
        number(counted.p50Millis()),
        number(counted.p99Millis()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.3f", value);
  }
}
