package io.madang.bench.scenario;

import io.madang.bench.Child;
import io.madang.bench.Contestant;
import io.madang.bench.FanOut;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Readers of a topic of their own, whom {@link FanOut} measures in a process of its own.
 *
 * <p>Threads: one.
 */
record Others(ServerOptions servers, Contestant server, int readers, double rate, double seconds) {

  private static final long PATIENCE_SECONDS = 120;

  /** What they saw. */
  record Seen(double p99Ms, double deliveriesPerSecond) {}

  Seen run(String name) throws IOException, InterruptedException {
    Path json = servers.out.resolve(name + ".json");
    Files.deleteIfExists(json);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FanOut.class.getName(), "--url", server.url().toString()));
    command.addAll(List.of("--topic", "chat/others", "--key", servers.key));
    command.addAll(List.of("--readers", "" + readers, "--rate", "" + rate));
    command.addAll(List.of("--seconds", "" + seconds, "--json", json.toString()));
    command.addAll(List.of("--pid", Long.toString(server.pid())));
    try (Child child = Child.start(command, servers.log(name))) {
      int status = child.await(PATIENCE_SECONDS);
      if (status != 0) {
        throw new IllegalStateException(name + " ended with " + status);
      }
    }
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(json))) {
      JsonObject seen = reader.readObject();
      return new Seen(number(seen, "latency_p99_ms"), number(seen, "deliveries_per_second"));
    }
  }

  private static double number(JsonObject figures, String name) {
    return figures.getJsonNumber(name).doubleValue();
  }
}
