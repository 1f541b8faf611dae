package io.madang.e2e.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames of a client as bytes, masked with zeros. */
public final class ClientFrames {

  private static final int MOST = 125;
  private static final byte[] MASK = new byte[4];

  private ClientFrames() {}

  /** A whole text message. */
  public static byte[] text(String text) {
    return frame(true, RawWebSocket.TEXT, text);
  }

  /** One frame. */
  public static byte[] frame(boolean fin, int opcode, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((fin ? 0x80 : 0) | opcode);
    if (payload.length <= MOST) {
      out.write(0x80 | payload.length);
    } else {
      out.write(0x80 | MOST + 1);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    out.writeBytes(MASK);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** The same again and again. */
  public static byte[] times(int count, byte[]... frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      for (byte[] one : frames) {
        out.writeBytes(one);
      }
    }
    return out.toByteArray();
  }
}
