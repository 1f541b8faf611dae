package peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One socket: its handshake, the frames that it sends, and what it has not taken yet.
 *
 * <p>It reads as little of RFC 6455 as the generator sends: texts, and a close.
 */
final class Client {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern REQUEST =
      Pattern.compile(
          "GET /events\\?topic=(\\S*?)&to=(\\S*) .*?Sec-WebSocket-Key: (\\S+).*?\r\n\r\n",
          Pattern.DOTALL);
  private static final int TEXT = 0x81;

  private final Main main;
  private final SocketChannel channel;
  private final SelectionKey key;
  private ByteBuffer in = ByteBuffer.allocate(1 << 10);
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private String listens = "";
  private String says = "";

  Client(Main main, SocketChannel channel, SelectionKey key) {
    this.main = main;
    this.channel = channel;
    this.key = key;
  }

  void ready() {
    try {
      if (key.isWritable()) {
        writeWaiting();
      }
      if (key.isReadable()) {
        read();
      }
    } catch (IOException gone) {
      close();
    }
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException();
    }
    in.flip();
    if (says.isEmpty() && listens.isEmpty()) {
      shakeHands();
    }
    while (hasWholeFrame()) {
      frame();
    }
    in.compact();
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
    }
  }

  private void shakeHands() throws IOException {
    String received = new String(in.array(), 0, in.limit(), ISO_8859_1);
    Matcher request = REQUEST.matcher(received);
    if (!request.lookingAt()) {
      if (received.endsWith("\r\n\r\n")) {
        channel.write(ascii("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        throw new EOFException();
      }
      return;
    }
    listens = URLDecoder.decode(request.group(1), StandardCharsets.UTF_8);
    says = URLDecoder.decode(request.group(2), StandardCharsets.UTF_8);
    in.position(request.end());
    channel.write(
        ascii(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(request.group(3))
                + "\r\n\r\n"));
    main.room(listens).clients.add(this);
  }

  private boolean hasWholeFrame() {
    return in.remaining() >= 4 && in.remaining() >= headerLength() + payloadLength();
  }

  private int headerLength() {
    return (in.get(in.position() + 1) & 0x7f) == 126 ? 8 : 6;
  }

  private int payloadLength() {
    int length = in.get(in.position() + 1) & 0x7f;
    return length == 126 ? in.getShort(in.position() + 2) & 0xffff : length;
  }

  private void frame() throws IOException {
    int header = headerLength();
    int length = payloadLength();
    int start = in.position();
    if ((in.get(start) & 0xff) != TEXT) {
      throw new EOFException();
    }
    ByteBuffer out = ByteBuffer.allocate(length + 4);
    out.put((byte) TEXT);
    if (length < 126) {
      out.put((byte) length);
    } else {
      out.put((byte) 126).putShort((short) length);
    }
    for (int i = 0; i < length; i++) {
      out.put((byte) (in.get(start + header + i) ^ in.get(start + header - 4 + (i & 3))));
    }
    in.position(start + header + length);
    main.room(says).say(out.flip());
  }

  /** Says whether it went out, so that the buffer may be used again. */
  boolean write(ByteBuffer frame) {
    try {
      if (waiting.isEmpty()) {
        channel.write(frame);
      }
      if (frame.hasRemaining()) {
        waiting.add(frame);
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return false;
      }
    } catch (IOException gone) {
      close();
    }
    return true;
  }

  private void writeWaiting() throws IOException {
    while (!waiting.isEmpty()) {
      channel.write(waiting.element());
      if (waiting.element().hasRemaining()) {
        return;
      }
      waiting.remove();
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  private void close() {
    main.room(listens).clients.remove(this);
    key.cancel();
    try {
      channel.close();
    } catch (IOException broken) {
      waiting.clear();
    }
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private static String accept(String nonce) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((nonce + GUID).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
