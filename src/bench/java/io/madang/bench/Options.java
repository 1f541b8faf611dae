package io.madang.bench;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@link FanOut} is asked to do. Picocli fills the fields; nobody else writes them. */
final class Options {

  private static final double GUEST_RATE = 15;
  private static final int FEW_PUBLISHERS = 4;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "where the server is (default: ${DEFAULT-VALUE})")
  URI url = URI.create("http://127.0.0.1:8080/");

  @Option(
      names = "--other-url",
      paramLabel = "URL",
      description = {
        "a second server of the same cluster: every second reader is there, and told apart as well"
      })
  @Nullable URI otherUrl;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "the topic, nobody else's (default: ${DEFAULT-VALUE})")
  String topic = "chat/bench";

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "how to talk: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  Dialects dialect = Dialects.MADANG;

  @Option(
      names = "--topics",
      paramLabel = "N",
      description = {
        "so many topics, numbered; readers and publishers are spread over them evenly",
        "(default: ${DEFAULT-VALUE})"
      })
  int topics = 1;

  @Option(
      names = "--readers",
      paramLabel = "N",
      description = "listeners in all (default: ${DEFAULT-VALUE})")
  int readers = 500;

  @Option(
      names = "--stopped",
      paramLabel = "N",
      description = {
        "so many of the readers read nothing while it is measured, and everything after it",
        "(default: ${DEFAULT-VALUE}); latencies and deliveries are those of the others"
      })
  int stopped;

  @Option(
      names = "--idle",
      paramLabel = "N",
      description = "listeners of a topic where nothing happens (default: ${DEFAULT-VALUE})")
  int idle;

  @Option(
      names = "--publishers",
      paramLabel = "N",
      description = {
        "connections that publish in turns; fewer than topics with Madang only",
        "(default: 4, with Madang and without --key as many as keep each below 15 messages",
        "a second, and at least one for each topic)"
      })
  int publishers;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "messages a second in all; 0 for none (default: ${DEFAULT-VALUE})")
  double rate = 2000;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      description = "text in each body (default: ${DEFAULT-VALUE})")
  int payloadBytes = 100;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      description = {
        "published before measuring; what is left of it is waited for, as",
        "--drain says (default: ${DEFAULT-VALUE})"
      })
  double warmupSeconds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "published and measured (default: ${DEFAULT-VALUE})")
  double seconds = 10;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description = "how long to wait for what is still to come (default: ${DEFAULT-VALUE})")
  double drainSeconds = 10;

  @Option(
      names = "--per-address",
      paramLabel = "N",
      description = "connections from one loopback address (default: ${DEFAULT-VALUE})")
  int perAddress = 150;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads that read (default: ${DEFAULT-VALUE})")
  int threads = 1;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "the publish key, exempt from the limit of publishes per user")
  String key = "";

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "the server's process, to see its CPU, heap and RSS (Linux, same user)")
  @Nullable Long pid;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures here as well")
  @Nullable Path json;

  /** Returns how many publish: as asked, or so many that a server's limit per user is not met. */
  int publishers() {
    boolean areGuests = key.isEmpty() && dialect.publisher("", "", "", "").hasLog();
    int needed = areGuests ? (int) Math.ceil(rate / GUEST_RATE) : 0;
    int few = topics > 1 ? topics : FEW_PUBLISHERS;
    return publishers > 0 ? publishers : Math.max(few, needed);
  }
}
