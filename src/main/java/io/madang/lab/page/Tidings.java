package io.madang.lab.page;

import io.madang.core.Hub;
import io.madang.core.Printable;
import io.madang.core.RefusedException;
import io.madang.core.Topic;
import io.madang.lab.Load;
import io.madang.lab.Snapshot;
import io.madang.lab.Transport;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Tells in the topic what becomes of one measurement: states {@code run} and {@code figures}, and a
 * message for each frame. What cannot be told is lost, and nobody waits for it.
 *
 * <p>Threads: any.
 */
record Tidings(Hub hub, Topic topic, long run, LabLimits.Order order) {

  private static final System.Logger LOG = System.getLogger(Tidings.class.getName());

  /** How far it is. */
  enum Phase {
    CONNECTING,
    RUNNING,
    FINISHED,
    FAILED
  }

  void phase(Phase phase) {
    phase(phase, "");
  }

  /** {@code detail} says what failed. */
  void phase(Phase phase, String detail) {
    Load load = order.load();
    set(
        "run",
        Json.createObjectBuilder()
            .add("run", run)
            .add("phase", phase.name().toLowerCase(Locale.ROOT))
            .add("detail", detail)
            .add("readers", load.readers())
            .add("rate", load.messagesPerSecond())
            .add("interval", load.pollMillis())
            .add("payload", load.payloadBytes())
            .add("seconds", order.seconds())
            .build());
  }

  void figures(Map<Transport, Snapshot> counted, Map<Transport, Snapshot> openings) {
    JsonArrayBuilder rows = Json.createArrayBuilder();
    counted.forEach(
        (transport, snapshot) ->
            rows.add(
                row(transport, snapshot)
                    .add("opening", Objects.requireNonNull(openings.get(transport)).bytes())));
    set("figures", Json.createObjectBuilder().add("run", run).add("transports", rows).build());
  }

  private static JsonObjectBuilder row(Transport transport, Snapshot counted) {
    return Json.createObjectBuilder()
        .add("transport", transport.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .add("seconds", number(counted.seconds()))
        .add("published", counted.published())
        .add("delivered", counted.delivered())
        .add("missed", counted.missed())
        .add("repeated", counted.repeated())
        .add("failures", counted.failures())
        .add("requests", counted.requests())
        .add("up", counted.upHead() + counted.upPayload())
        .add("down", counted.downHead() + counted.downPayload())
        .add("heads", counted.overhead())
        .add("p50", number(counted.p50Millis()))
        .add("p99", number(counted.p99Millis()));
  }

  /** Null for what is not known. */
  private static JsonValue number(double value) {
    return Double.isNaN(value)
        ? JsonValue.NULL
        : Json.createValue(Math.round(value * 1_000) / 1_000.0);
  }

  void frame(long number, JsonObject frame) {
    try {
      hub.publish(Lab.SPEAKER, topic, "frame-" + run + "-" + number, frame)
          .exceptionally(Tidings::lost);
    } catch (RefusedException e) {
      lost(e);
    }
  }

  private void set(String key, JsonObject value) {
    try {
      hub.setState(Lab.SPEAKER, topic, key, value).exceptionally(Tidings::lost);
    } catch (RefusedException e) {
      lost(e);
    }
  }

  @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"}) // nobody looks at the result
  private static <T> T lost(Throwable fault) {
    LOG.log(System.Logger.Level.DEBUG, "not told: {0}", Printable.of(fault));
    return null;
  }
}
