package io.madang.e2e.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes the bytes of a WebSocket as they come, without waiting, and gives the lines of its texts.
 *
 * <p>Threads: one at a time.
 */
final class FrameInput {
  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int PING = 9;
  private static final int FIRST_BYTES = 4 << 10;

  private final SocketChannel channel;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private ByteBuffer in = ByteBuffer.allocate(FIRST_BYTES);
  private Optional<String> head = Optional.empty();

  FrameInput(SocketChannel channel, Consumer<String> lines) {
    this.channel = channel;
    this.lines = lines;
  }

  /** Reads what is there; false when the other side has ended. */
  boolean read() throws IOException {
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
    }
    if (channel.read(in) < 0) {
      return false;
    }
    in.flip();
    if (head.isEmpty()) {
      takeHead();
    }
    while (head.isPresent() && frame()) {}
    in.compact();
    return true;
  }

  /** The head of the answer, once it is whole. */
  Optional<String> head() {
    return head;
  }

  private void takeHead() {
    String all = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
    int end = all.indexOf(END_OF_HEAD);
    if (end >= 0) {
      head = Optional.of(all.substring(0, end));
      in.position(in.position() + end + END_OF_HEAD.length());
    }
  }

  private boolean frame() throws IOException {
    if (in.remaining() < 2) {
      return false;
    }
    int start = in.position();
    int small = in.get(start + 1) & 0x7f;
    int header = small < 126 ? 2 : small == 126 ? 4 : 10;
    if (in.remaining() < header) {
      return false;
    }
    int length =
        small < 126
            ? small
            : small == 126 ? in.getShort(start + 2) & 0xffff : (int) in.getLong(start + 2);
    if (in.remaining() < header + length) {
      return false;
    }
    int opcode = in.get(start) & 0xf;
    byte[] payload = new byte[length];
    in.position(start + header);
    in.get(payload);
    if (opcode == PING) {
      channel.write(ByteBuffer.wrap(PONG));
    } else if (opcode == RawWebSocket.TEXT || opcode == RawWebSocket.CONTINUATION) {
      text.writeBytes(payload);
      if (in.get(start) < 0) { // FIN is the sign bit
        text.toString(StandardCharsets.UTF_8).lines().forEach(lines);
        text.reset();
      }
    }
    return true;
  }
}
