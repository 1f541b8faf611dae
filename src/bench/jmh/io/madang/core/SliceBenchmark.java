package io.madang.core;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a round costs a topic before anything is written: new messages, and a slice of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SliceBenchmark {

  private static final Topic TOPIC = new Topic("chat/bench");
  private static final Person SENDER = new Person("0123456789abcdef", "bench");
  private static final String BODY = "{\"text\":\"" + "x".repeat(100) + "\"}";
  private static final int MUCH = 1 << 20;

  /** New messages in a round. */
  @Param({"1", "40"})
  public int messages;

  private final Slices slices = new Slices(new TailBudget(Limits.defaults()));
  private long head;

  /** They come, and the first reader takes them. */
  @Benchmark
  public Object addAndCut() {
    long before = head;
    head += messages;
    List<Message> news =
        LongStream.rangeClosed(before + 1, head)
            .mapToObj(n -> new Message(TOPIC, new Cursor("k3f9a1", n), "m", SENDER, 0, BODY))
            .toList();
    slices.add(news);
    slices.beginRound();
    return slices.read(before, head, MUCH);
  }

  /** Every other reader in step takes the same. */
  @Benchmark
  public Object shared() {
    if (head == 0) {
      addAndCut();
    }
    return slices.read(head - messages, head, MUCH);
  }
}
