package io.madang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads the frames of a server (RFC 6455 §5.2), with hardly any garbage, and writes a client's.
 *
 * <p>Texts in one frame are not copied; those in fragments are put together.
 *
 * <p>Threads: one at a time.
 */
final class ServerFrames implements Framing {

  private static final int FIN = 0x80;
  private static final int CONTINUATION = 0x0;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;
  private static final byte[] NORMAL = {1000 >> 8, (byte) 1000};

  private final Listener listener;
  private final Sender sender;
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

  ServerFrames(Listener listener, Sender sender) {
    this.listener = listener;
    this.sender = sender;
  }

  @Override
  public Span take(Span received, long receivedNanos) throws IOException {
    Span rest = received;
    while (rest.length() >= 2) {
      int header = headerLength(rest.at(1));
      if (rest.length() < header) {
        return rest;
      }
      long payload = header == 2 ? rest.at(1) : rest.bigEndian(2, header);
      if (rest.length() - header < payload) {
        return rest;
      }
      int end = header + (int) payload;
      frame(rest.at(0), rest.part(header, end), receivedNanos);
      rest = rest.part(end, rest.length());
    }
    return rest;
  }

  @Override
  public void say(List<String> texts) throws IOException {
    for (String text : texts) {
      sender.send(ClientFrames.of(ClientFrames.TEXT, text.getBytes(UTF_8)));
    }
  }

  @Override
  public ByteBuffer goodbye() {
    return ClientFrames.of(ClientFrames.CLOSE, NORMAL);
  }

  private static int headerLength(int secondByte) throws ProtocolException {
    if (secondByte > 127) {
      throw new ProtocolException("a masked frame from the server");
    }
    return secondByte < 126 ? 2 : secondByte == 126 ? 4 : 10;
  }

  private void frame(int firstByte, Span payload, long receivedNanos) throws IOException {
    switch (firstByte) {
      case FIN | TEXT -> listener.text(payload, receivedNanos);
      case TEXT, CONTINUATION -> payload.writeTo(fragments);
      case FIN | CONTINUATION -> {
        payload.writeTo(fragments);
        Span whole = Span.of(fragments.toByteArray());
        fragments.reset();
        listener.text(whole, receivedNanos);
      }
      case FIN | PING -> sender.send(ClientFrames.of(ClientFrames.PONG, payload.copy()));
      case FIN | PONG -> {}
      case FIN | CLOSE -> throw new EOFException(closeReason(payload));
      default -> throw new ProtocolException("a frame that begins with " + firstByte);
    }
  }

  private static String closeReason(Span payload) {
    return payload.length() < 2
        ? "close without a code"
        : "close " + payload.bigEndian(0, 2) + " " + payload.part(2, payload.length());
  }
}
