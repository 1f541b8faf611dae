package io.madang.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** UTF-8 to the letter: no half characters, no detours. */
final class Utf8 {

  private Utf8() {}

  static void check(byte[] bytes, int from, String what) throws WireException {
    decode(ByteBuffer.wrap(bytes, from, bytes.length - from), what);
  }

  static String decode(ByteBuffer bytes, String what) throws WireException {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new WireException(WireException.Fault.UTF_8, what + " is not UTF-8");
    }
  }
}
