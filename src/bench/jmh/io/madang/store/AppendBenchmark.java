package io.madang.store;

import io.madang.core.Draft;
import io.madang.core.Person;
import io.madang.core.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One group commit on SQLite, synced to the disk: {@code -p size} messages of 100 bytes in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AppendBenchmark {

  private static final Topic TOPIC = new Topic("chat/bench");
  private static final Person SENDER = new Person("0123456789abcdef", "bench");
  private static final String BODY = "{\"text\":\"" + "x".repeat(100) + "\"}";

  @Param({"1", "10", "100"})
  public int size;

  private Path folder = Path.of("");
  private SqlStore store;
  private long next;

  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("madang-append");
    store =
        new SqlStore(
            Database.sqlite(folder.resolve("bench.db"), 2),
            Clock.systemUTC(),
            Duration.ofMinutes(30));
  }

  @Benchmark
  public Object append() {
    List<Draft> drafts =
        IntStream.range(0, size)
            .<Draft>mapToObj(i -> new Draft.NewMessage(TOPIC, SENDER, "m" + next++, BODY))
            .toList();
    return store.append(drafts);
  }

  @TearDown
  public void close() throws IOException {
    store.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
