package io.madang.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.wire.Frame;
import io.madang.wire.FrameReader;
import io.madang.wire.MessageReader;
import io.madang.wire.Opcode;
import io.madang.wire.WireException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** The server's side of a WebSocket. Threads: one. */
final class Listening {

  private static final int NORMAL = 1000;

  private final Link link;
  private final TapOptions options;
  private final Recorder recorder;
  private final Speaking speaking;
  private final FrameReader frames;
  private final MessageReader messages;
  private int fragments;
  private int seen;

  Listening(Link link, TapOptions options, Recorder recorder, Speaking speaking) {
    this.link = link;
    this.options = options;
    this.recorder = recorder;
    this.speaking = speaking;
    this.frames = new FrameReader(options.maxBytes());
    this.messages = new MessageReader(options.maxBytes());
  }

  /** Reads to the end of the stream, beginning with what came behind the handshake. */
  Ending run(ByteBuffer rest) throws IOException {
    ByteBuffer in = rest;
    try {
      while (true) {
        for (Frame frame = frames.read(in); frame != null; frame = frames.read(in)) {
          recorder.show(FrameSteps.received(frame));
          if (take(frame)) {
            return closed(frame, in);
          }
        }
        in = link.read();
        if (!in.hasRemaining()) {
          return endOfStream();
        }
      }
    } catch (WireException e) {
      recorder.show("fault", e.message());
      speaking.closeNow(e.closeCode(), e.message());
      throw e;
    } catch (IOException e) {
      if (speaking.isAbandoned()) {
        return new Ending(
            Ending.Kind.END_OF_STREAM,
            "the server did not answer our close frame within "
                + options.timeout().toSeconds()
                + " s");
      }
      throw e;
    }
  }

  /** Returns whether it is a close frame. */
  private boolean take(Frame frame) throws IOException {
    MessageReader.Whole message = messages.take(frame);
    switch (frame.opcode()) {
      case PING -> speaking.pong(frame.payload());
      case PONG -> showRoundTrip();
      case CLOSE -> {
        return true;
      }
      default -> fragments++;
    }
    if (message != null) {
      whole(message);
    }
    return false;
  }

  private void whole(MessageReader.Whole message) throws IOException {
    if (fragments > 1) {
      String text = message.opcode() == Opcode.TEXT ? new String(message.bytes(), UTF_8) : "";
      recorder.show(
          Step.received(
                  "message",
                  message.bytes().length + " bytes from " + fragments + " frames",
                  new Step.Words(text))
              .with("bytes", message.bytes().length));
    }
    fragments = 0;
    if (++seen == options.count()) {
      speaking.closeNow(NORMAL, "");
    }
  }

  private void showRoundTrip() {
    long pinged = speaking.pingedNanos();
    if (pinged != 0) {
      double millis = (System.nanoTime() - pinged) / 1e6;
      recorder.show(
          Step.of("ping", String.format(Locale.ROOT, "there and back in %.3f ms", millis))
              .with("roundTripMillis", millis));
    }
  }

  private Ending closed(Frame frame, ByteBuffer behind) throws IOException {
    boolean isOurs = speaking.isClosing();
    speaking.closeNow(frame.closeCode(), "");
    speaking.close();
    awaitEnd(behind);
    boolean isPlain = frame.payload().length == 0 || frame.closeCode() == NORMAL;
    String words = words(frame);
    if (isOurs || isPlain) {
      return new Ending(
          Ending.Kind.DONE, (isOurs ? "closed by us" : "closed by the server") + words + totals());
    }
    return new Ending(Ending.Kind.CLOSED, "closed by the server" + words, frame.closeCode());
  }

  private static String words(Frame frame) {
    return frame.payload().length == 0
        ? " without a code"
        : (" with " + frame.closeCode() + " " + frame.closeReason()).stripTrailing();
  }

  private String totals() {
    return "; "
        + link.sentBytes()
        + " bytes sent, "
        + link.receivedBytes()
        + " received, headers included";
  }

  /** After both close frames the server ends the connection (RFC 6455 §7.1.1). */
  private void awaitEnd(ByteBuffer behind) throws IOException {
    int ignored = behind.remaining();
    link.waitAtMost(options.timeout());
    try {
      for (int count = link.read().remaining(); count > 0; count = link.read().remaining()) {
        ignored += count;
        if (ignored > options.maxBytes()) {
          break;
        }
      }
      recorder.show(Step.received("end", "of the stream (FIN)", new Step.Nothing()));
    } catch (SocketTimeoutException e) {
      recorder.show("end", "the server left the connection open; we end it");
    } catch (IOException e) {
      recorder.show("end", "the connection was cut: " + e.getMessage());
    }
    if (ignored > 0) {
      recorder.show("ignored", ignored + " bytes behind the close frame");
    }
  }

  private Ending endOfStream() {
    recorder.show(Step.received("end", "of the stream (FIN)", new Step.Nothing()));
    String where = frames.isInside() ? " in the middle of a frame" : "";
    return new Ending(
        Ending.Kind.END_OF_STREAM, "the server hung up without a close frame" + where);
  }
}
