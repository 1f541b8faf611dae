package io.madang.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.kit.Seed;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameCounterTest {

  @Test
  void itCountsOneKindWhateverTheLengthsAndTheCuts() {
    Random random = Seed.of("FrameCounterTest").random(1);
    ClientFrames frames = new ClientFrames(random);
    for (int round = 0; round < 200; round++) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      int pings = 0;
      for (int i = 0; i < 20; i++) {
        Opcode opcode = random.nextBoolean() ? Opcode.PING : Opcode.TEXT;
        int length = random.nextInt(opcode == Opcode.PING ? 126 : 70_000);
        byte[] payload = new byte[length];
        random.nextBytes(payload); // heads of frames in it are none
        all.writeBytes(frames.of(opcode, payload).bytes());
        pings += opcode == Opcode.PING ? 1 : 0;
      }
      assertThat(countedInPieces(all.toByteArray(), random)).isEqualTo(pings);
    }
  }

  private static int countedInPieces(byte[] bytes, Random random) {
    FrameCounter counter = new FrameCounter(Opcode.PING);
    int count = 0;
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(5_000));
      count += counter.count(bytes, at, length);
      at += length;
    }
    return count;
  }

  @Test
  void afterALengthThatNoFrameMayHaveNothingIsAFrame() {
    FrameCounter counter = new FrameCounter(Opcode.PING);
    byte[] bytes = new byte[100];
    bytes[0] = (byte) 0x82;
    bytes[1] = (byte) 0xff;
    bytes[2] = (byte) 0x80; // the top bit
    java.util.Arrays.fill(bytes, 10, 100, (byte) 0x89);
    assertThat(counter.count(bytes, 0, bytes.length)).isZero();
  }
}
