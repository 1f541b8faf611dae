package io.madang.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** The upgrade from HTTP/1.1 to WebSocket (RFC 6455 §4), by hand. */
final class Handshake {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String END = "\r\n\r\n";
  private static final int LONGEST_ANSWER = 16_384;

  private final String nonce =
      Base64.getEncoder()
          .encodeToString(UUID.randomUUID().toString().substring(0, 16).getBytes(ISO_8859_1));
  private final String request;

  /**
   * Prepares an upgrade.
   *
   * @param target path and query
   * @param key what to show as bearer token, or ""
   */
  Handshake(String target, String host, String key) {
    request =
        String.join(
            "\r\n",
            "GET " + target + " HTTP/1.1",
            "Host: " + host,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + nonce,
            "Sec-WebSocket-Protocol: madang.v1",
            key.isEmpty() ? "User-Agent: madang-bench" : "Authorization: Bearer " + key,
            END.substring(2));
  }

  /** Upgrades a connected socket and returns what was read beyond the answer. */
  byte[] run(Socket socket) throws IOException {
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
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

  private void check(String answer) throws IOException {
    if (!answer.startsWith("HTTP/1.1 101 ") || !answer.contains(accept())) {
      throw new ProtocolException("no upgrade: " + answer.lines().findFirst().orElse(""));
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
