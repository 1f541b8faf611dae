package io.madang.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The request that opens a connection, by hand: the upgrade from HTTP/1.1 to WebSocket (RFC 6455
 * §4), or the one whose answer does not end.
 */
final class Handshake {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String END = "\r\n\r\n";
  private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked *$");
  private static final int LONGEST_ANSWER = 16_384;

  private final String nonce =
      Base64.getEncoder()
          .encodeToString(UUID.randomUUID().toString().substring(0, 16).getBytes(ISO_8859_1));
  private final Requests requests;
  private final boolean isWebSocket;

  Handshake(Dialect dialect, URI base) {
    isWebSocket = dialect.kind() == Dialect.Kind.WEBSOCKET;
    requests = new Requests(dialect, base);
  }

  /** Asks on a connected socket and returns what was read beyond the head of the answer. */
  byte[] run(Socket socket) throws IOException {
    socket.getOutputStream().write(requests.get(isWebSocket ? upgrade() : List.of()).array());
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    byte[] part = new byte[LONGEST_ANSWER];
    while (received.size() < LONGEST_ANSWER) {
      int count = in.read(part);
      if (count < 0) {
        throw new EOFException("closed in the handshake: " + received.toString(ISO_8859_1));
      }
      received.write(part, 0, count);
      String answer = received.toString(ISO_8859_1);
      int end = answer.indexOf(END);
      if (end >= 0) {
        check(answer.substring(0, end));
        return answer.substring(end + END.length()).getBytes(ISO_8859_1);
      }
    }
    throw new ProtocolException("an answer without end");
  }

  private List<String> upgrade() {
    return List.of(
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: " + nonce);
  }

  private void check(String answer) throws IOException {
    boolean isGood =
        isWebSocket
            ? answer.startsWith("HTTP/1.1 101 ") && answer.contains(accept())
            : answer.startsWith("HTTP/1.1 200 ") && CHUNKED.matcher(answer).find();
    if (!isGood) {
      throw new ProtocolException(
          "not what was asked for: " + answer.lines().findFirst().orElse(""));
    }
  }

  private String accept() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((nonce + GUID).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
