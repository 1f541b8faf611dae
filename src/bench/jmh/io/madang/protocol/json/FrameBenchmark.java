package io.madang.protocol.json;

import io.madang.core.Cursor;
import io.madang.core.Message;
import io.madang.core.Person;
import io.madang.core.Topic;
import io.madang.json.Json;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decoding what a client publishes, and encoding a message for all its readers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {

  private static final Topic TOPIC = new Topic("chat/bench");
  private static final Person SENDER = new Person("0123456789abcdef", "bench");

  /** Characters of text in the body. */
  @Param({"100", "10000"})
  public int characters;

  /** Each of them: one byte in UTF-8, or three. */
  @Param({"x", "가"})
  public String letter = "";

  private final Json json = new Json(32);
  private final FrameReader reader = new FrameReader(json);
  private final FrameWriter writer =
      new FrameWriter(json, new ServerFrames(25, new ServerFrames.LimitsPart(65_536, 100, 20)));
  private String body = "";
  private String publish = "";

  @Setup
  public void make() {
    body = "{\"text\":\"" + letter.repeat(characters) + "\"}";
    publish =
        "{\"type\":\"publish\",\"topic\":\"chat/bench\",\"id\":\"m-7\",\"body\":" + body + "}";
  }

  /** A publish comes in and is checked. */
  @Benchmark
  public Object decode() {
    return reader.read(publish);
  }

  /** A message goes out; this is done once for all its readers. */
  @Benchmark
  public Object encode() {
    return writer.encode(
        new Message(TOPIC, new Cursor("k3f9a1", 7), "m-7", SENDER, 1_700_000_000_000L, body));
  }
}
