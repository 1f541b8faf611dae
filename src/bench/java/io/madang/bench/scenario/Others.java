package io.madang.bench.scenario;

import io.madang.bench.Contestant;
import io.madang.bench.Figures;
import io.madang.bench.Trials;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * Readers of a topic of their own, who are measured in a process of their own.
 *
 * <p>Threads: one.
 */
record Others(ServerOptions servers, Contestant server, int readers, double rate, double seconds) {

  /** What they saw. */
  record Seen(double p99Ms, double deliveriesPerSecond) {}

  Seen run(String name) throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "--topic=chat/others",
            "--key=" + servers.key,
            "--readers=" + readers,
            "--seconds=" + seconds);
    JsonObject seen =
        new Trials(servers.out)
            .run(name, server, rate, options)
            .orElseThrow(() -> new IllegalStateException(name + " did not end"));
    return new Seen(
        Figures.number(seen, "latency_p99_ms"), Figures.number(seen, "deliveries_per_second"));
  }
}
