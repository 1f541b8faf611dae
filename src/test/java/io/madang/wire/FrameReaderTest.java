package io.madang.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames and messages, with the examples of RFC 6455 §5.7 among them. */
class FrameReaderTest {

  private static final int LIMIT = 70_000;

  private static List<Frame> read(byte[] bytes, int step) throws WireException {
    FrameReader reader = new FrameReader(LIMIT);
    List<Frame> frames = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += step) {
      ByteBuffer part = ByteBuffer.wrap(bytes, from, Math.min(step, bytes.length - from));
      for (Frame frame = reader.read(part); frame != null; frame = reader.read(part)) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] frame(int first, int length) {
    boolean isShort = length < 126;
    boolean isLong = length > 0xffff;
    ByteBuffer out = ByteBuffer.allocate(10 + length).put((byte) first);
    if (isShort) {
      out.put((byte) length);
    } else if (isLong) {
      out.put((byte) 127).putLong(length);
    } else {
      out.put((byte) 126).putShort((short) length);
    }
    out.put("x".repeat(length).getBytes(UTF_8));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
  void aFrameIsReadHoweverItsBytesArrive(int length) throws WireException {
    byte[] bytes = frame(0x81, length);
    for (int step : new int[] {1, 7, bytes.length}) {
      List<Frame> frames = read(bytes, step);
      assertThat(frames).hasSize(1);
      assertThat(frames.get(0).payload()).hasSize(length);
      assertThat(frames.get(0).bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void theStandardsExamplesAreRead() throws WireException {
    List<Frame> frames = read(hex("01 03 48656c 80 02 6c6f 89 05 48656c6c6f"), 3);
    assertThat(frames)
        .extracting(Frame::opcode)
        .containsExactly(Opcode.TEXT, Opcode.CONTINUATION, Opcode.PING);
    MessageReader messages = new MessageReader(LIMIT);
    assertThat(messages.take(frames.get(0))).isNull();
    MessageReader.Whole whole = Objects.requireNonNull(messages.take(frames.get(1)));
    assertThat(new String(whole.bytes(), UTF_8)).isEqualTo("Hello");
  }

  @ParameterizedTest
  @CsvSource({
    "c1 00, RSV",
    "83 00, opcode 0x3",
    "81 80, masked",
    "81 7e 00 05, shortest",
    "81 7f 00 00 00 00 00 00 ff ff, shortest",
    "81 7f 80 00 00 00 00 00 00 00, shortest",
    "09 00, ping frame in fragments",
    "89 7e 00 7e, 126 bytes"
  })
  void aBrokenRuleIsNamed(String bytes, String words) {
    assertThatThrownBy(() -> read(hex(bytes), 100))
        .isInstanceOfSatisfying(WireException.class, e -> assertThat(e.closeCode()).isEqualTo(1002))
        .hasMessageContaining(words);
  }

  @Test
  void aPromiseOfTooMuchIsRefusedBeforeItComes() {
    assertThatThrownBy(() -> read(hex("82 7f 00 00 00 00 40 00 00 00"), 100))
        .isInstanceOfSatisfying(WireException.class, e -> assertThat(e.closeCode()).isEqualTo(1009))
        .hasMessageContaining("1073741824 bytes")
        .hasMessageContaining("70000");
  }

  @ParameterizedTest
  @CsvSource({
    "80 00, continuation of nothing",
    "01 00 81 00, new message before",
    "88 01 03, close frame of one byte",
    "88 02 03 ed, code 1005",
    "88 02 03 e7, code 999",
    "81 02 c0 80, not UTF-8",
    "81 03 ed a0 80, not UTF-8",
    "88 03 03 e8 ff, not UTF-8"
  })
  void aBrokenMessageIsNamed(String bytes, String words) throws WireException {
    List<Frame> frames = read(hex(bytes), 100);
    MessageReader messages = new MessageReader(LIMIT);
    assertThatThrownBy(
            () -> {
              for (Frame frame : frames) {
                messages.take(frame);
              }
            })
        .isInstanceOf(WireException.class)
        .hasMessageContaining(words);
  }

  @Test
  void fragmentsWithoutEndAreRefused() throws WireException {
    Frame begin = read(hex("01 00"), 2).get(0);
    Frame more = read(hex("00 00"), 2).get(0);
    MessageReader messages = new MessageReader(LIMIT);
    messages.take(begin);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 10_000; i++) {
                messages.take(more);
              }
            })
        .hasMessageContaining("10000 fragments");
  }

  @Test
  void aClientsFrameIsMaskedAndUnmasksToItself() {
    ClientFrames frames = new ClientFrames(new Random(7));
    for (int length : new int[] {0, 5, 126, 65_536}) {
      Frame frame = frames.of(Opcode.BINARY, new byte[length]);
      assertThat(frame.isMasked()).isTrue();
      assertThat(frame.mask()).hasSize(4);
      assertThat(frame.bytes()).hasSize(frame.header().length + length);
      for (int i = 0; i < length; i++) {
        assertThat(frame.bytes()[frame.header().length + i]).isEqualTo(frame.mask()[i & 3]);
      }
    }
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() throws WireException {
    Frame close = new ClientFrames(new Random(7)).close(1002, "가".repeat(100));
    assertThat(close.payload()).hasSizeLessThanOrEqualTo(125);
    assertThat(close.closeReason()).isEqualTo("가".repeat(41));
  }
}
