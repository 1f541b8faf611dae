package io.madang.wire;

import static io.madang.wire.WireException.Fault.FRAME;
import static io.madang.wire.WireException.Fault.TOO_BIG;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of one connection together to messages (RFC 6455 §5.4), and looks into close
 * frames (§5.5.1).
 *
 * <p>Threads: one at a time.
 */
public final class MessageReader {

  /** More fragments than this have no end. */
  private static final int MOST_FRAGMENTS = 10_000;

  private static final Set<Integer> NEVER_SENT = Set.of(1004, 1005, 1006);

  private final int maxBytes;
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);
  private @Nullable Opcode open;
  private int count;

  public MessageReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A message: text or binary. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Whole(Opcode opcode, byte[] bytes) {}

  /**
   * Takes a frame.
   *
   * @return the message that it makes whole, or null, as for every control frame
   */
  public @Nullable Whole take(Frame frame) throws WireException {
    switch (frame.opcode()) {
      case CLOSE -> checkClose(frame);
      case TEXT, BINARY -> {
        if (open != null) {
          throw new WireException(FRAME, "a new message before the last one's end (RFC 6455 §5.4)");
        }
        if (frame.isFin()) {
          return checked(frame.opcode(), frame.payload());
        }
        open = frame.opcode();
        count = 0;
        add(frame);
      }
      case CONTINUATION -> {
        return continued(frame);
      }
      default -> {}
    }
    return null;
  }

  private @Nullable Whole continued(Frame frame) throws WireException {
    Opcode begun = open;
    if (begun == null) {
      throw new WireException(FRAME, "a continuation of nothing (RFC 6455 §5.4)");
    }
    add(frame);
    if (!frame.isFin()) {
      return null;
    }
    byte[] bytes = fragments.toByteArray();
    fragments.reset();
    open = null;
    return checked(begun, bytes);
  }

  private void add(Frame frame) throws WireException {
    if (fragments.size() + (long) frame.payload().length > maxBytes) {
      throw new WireException(TOO_BIG, "a message of more than " + maxBytes + " bytes");
    }
    if (++count > MOST_FRAGMENTS) {
      throw new WireException(TOO_BIG, "a message of more than " + MOST_FRAGMENTS + " fragments");
    }
    fragments.write(frame.payload(), 0, frame.payload().length);
  }

  private static Whole checked(Opcode opcode, byte[] bytes) throws WireException {
    if (opcode == Opcode.TEXT) {
      Utf8.check(bytes, 0, "a text message");
    }
    return new Whole(opcode, bytes);
  }

  private static void checkClose(Frame frame) throws WireException {
    int code = frame.closeCode();
    boolean isOfTheStandard = code >= 1000 && code <= 1014 && !NEVER_SENT.contains(code);
    boolean isKnown = isOfTheStandard || (code >= 3000 && code < 5000);
    if (frame.payload().length > 0 && !isKnown) {
      throw new WireException(
          FRAME,
          frame.payload().length == 1
              ? "a close frame of one byte (RFC 6455 §5.5.1)"
              : "a close frame with the code " + code + ", which nobody may send (§7.4)");
    }
    Utf8.check(frame.payload(), Math.min(2, frame.payload().length), "a close frame's reason");
  }
}
