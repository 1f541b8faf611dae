package io.madang.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.wire.Frame;
import io.madang.wire.Opcode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Frames as steps: opcode, FIN, mask, length, payload. */
final class FrameSteps {

  private FrameSteps() {}

  static Step sent(Frame frame) {
    return of(Step.Direction.SENT, frame);
  }

  static Step received(Frame frame) {
    return of(Step.Direction.RECEIVED, frame);
  }

  private static Step of(Step.Direction direction, Frame frame) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("opcode", frame.opcode().word());
    facts.put("fin", frame.isFin());
    facts.put("masked", frame.isMasked());
    facts.put("headerBytes", frame.header().length);
    facts.put("payloadBytes", frame.payload().length);
    if (frame.opcode() == Opcode.CLOSE) {
      facts.put("code", frame.closeCode());
    }
    Step.Octets bytes = new Step.Octets(frame.bytes(), text(frame));
    return new Step(direction, "frame", summary(frame), facts, bytes);
  }

  private static String summary(Frame frame) {
    return frame.opcode().word()
        + (frame.isFin() ? ", FIN" : ", not FIN")
        + (frame.isMasked() ? ", mask " + Hex.of(frame.mask()) : ", not masked")
        + ", header "
        + frame.header().length
        + " + payload "
        + frame.payload().length
        + " bytes";
  }

  private static String text(Frame frame) {
    return switch (frame.opcode()) {
      case CLOSE ->
          frame.payload().length < 2
              ? "no code"
              : (frame.closeCode() + " " + frame.closeReason()).strip();
      case BINARY -> "";
      default -> frame.isFin() ? new String(frame.payload(), UTF_8) : "";
    };
  }
}
