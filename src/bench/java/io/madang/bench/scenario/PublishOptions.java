package io.madang.bench.scenario;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@link Publish} is asked to do. Picocli fills the fields; nobody else writes them. */
final class PublishOptions {

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  Stores.Kind store = Stores.Kind.SQLITE;

  @Option(
      names = "--publishers",
      paramLabel = "N",
      description = "connections that publish (default: ${DEFAULT-VALUE})")
  int publishers = 64;

  @Option(
      names = "--topics",
      paramLabel = "N",
      description = "topics that they share (default: ${DEFAULT-VALUE})")
  int topics = 1;

  @Option(
      names = "--wait",
      description = "each waits for its ack; held against bare commits of SQLite in the same run")
  boolean isWaiting;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "messages a second in all; 0 for as many as go (default: ${DEFAULT-VALUE})")
  double rate = 20_000;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description = "messages of one publisher that may wait for acks (default: ${DEFAULT-VALUE})")
  int inFlight = 50;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      description = "text in each body (default: ${DEFAULT-VALUE})")
  int payloadBytes = 100;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      description = {
        "published before measuring, two thirds of it as fast as goes (default: ${DEFAULT-VALUE});",
        "Java compiles what is hot for about half a minute"
      })
  double warmupSeconds = 45;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "published and measured (default: ${DEFAULT-VALUE})")
  double seconds = 15;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures here as well")
  @Nullable Path json;
}
