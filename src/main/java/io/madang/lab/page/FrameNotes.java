package io.madang.lab.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.lab.FrameSink;
import io.madang.wire.Frame;
import io.madang.wire.Opcode;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes down each frame of a connection: opcode, FIN, mask, length, the first bytes of it as they
 * lie on the wire, and the beginning of what they say. So many a second, the others are counted.
 *
 * <p>Threads: its reader's.
 */
final class FrameNotes implements FrameSink {

  private static final int MOST_A_SECOND = 20;
  private static final int SHOWN_BYTES = 24;
  private static final int SHOWN_LETTERS = 240;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final Tidings tidings;
  private final long beganNanos = System.nanoTime();
  private long number;
  private long second;
  private int inSecond;

  FrameNotes(Tidings tidings) {
    this.tidings = tidings;
  }

  @Override
  public void sent(Frame frame) {
    note("sent", frame);
  }

  @Override
  public void received(Frame frame) {
    note("received", frame);
  }

  private void note(String way, Frame frame) {
    number++;
    long millis = (System.nanoTime() - beganNanos) / 1_000_000;
    if (millis / 1_000 != second) {
      second = millis / 1_000;
      inSecond = 0;
    }
    if (inSecond++ < MOST_A_SECOND || frame.opcode() == Opcode.CLOSE) {
      tidings.frame(number, json(way, millis, frame).build());
    }
  }

  private JsonObjectBuilder json(String way, long millis, Frame frame) {
    byte[] wire = frame.bytes();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("run", tidings.run())
            .add("frame", number)
            .add("millis", millis)
            .add("way", way)
            .add("opcode", frame.opcode().code())
            .add("word", frame.opcode().word())
            .add("fin", frame.isFin())
            .add("mask", HEX.formatHex(frame.mask()))
            .add("header", frame.header().length)
            .add("length", frame.payload().length)
            .add("wire", HEX.formatHex(Arrays.copyOf(wire, Math.min(wire.length, SHOWN_BYTES))))
            .add("isWhole", wire.length <= SHOWN_BYTES);
    return frame.opcode() == Opcode.CLOSE
        ? json.add("code", frame.closeCode()).add("text", frame.closeReason())
        : json.add("text", beginning(new String(frame.payload(), UTF_8)));
  }

  private static String beginning(String text) {
    return text.length() <= SHOWN_LETTERS ? text : text.substring(0, SHOWN_LETTERS) + "…";
  }
}
