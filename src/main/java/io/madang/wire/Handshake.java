package io.madang.wire;

import static io.madang.wire.WireException.Fault.ACCEPT;
import static io.madang.wire.WireException.Fault.REFUSED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The upgrade from HTTP/1.1 to WebSocket (RFC 6455 §4). Immutable. */
public record Handshake(String key, List<String> subprotocols) {

  /** What every server puts behind the key before it hashes it. */
  public static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int NONCE_BYTES = 16;

  public Handshake {
    subprotocols = List.copyOf(subprotocols);
  }

  /** The key that a nonce of 16 bytes makes. */
  public static String key(byte[] nonce) {
    if (nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException("a nonce has 16 bytes (RFC 6455 §4.1)");
    }
    return Base64.getEncoder().encodeToString(nonce);
  }

  /** The SHA-1 of key and GUID. */
  public byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** The {@code Sec-WebSocket-Accept} that proves that the server read the key. */
  public String accept() {
    return Base64.getEncoder().encodeToString(digest());
  }

  /** The headers that ask for it, after {@code Host}. */
  public List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Upgrade", "websocket"));
    headers.add(new Header("Connection", "Upgrade"));
    headers.add(new Header("Sec-WebSocket-Version", "13"));
    headers.add(new Header("Sec-WebSocket-Key", key));
    if (!subprotocols.isEmpty()) {
      headers.add(new Header("Sec-WebSocket-Protocol", String.join(", ", subprotocols)));
    }
    return headers;
  }

  /**
   * Checks the answer (RFC 6455 §4.1).
   *
   * @return the subprotocol that the server chose
   * @throws WireException with what is wrong: refused, or agreed to wrongly
   */
  public Optional<String> verify(ResponseHead answer) throws WireException {
    if (answer.status() != 101) {
      throw new WireException(
          REFUSED,
          ("the server does not upgrade: " + answer.status() + " " + answer.reason()).strip());
    }
    if (!answer.lists("Upgrade", "websocket")) {
      throw new WireException(ACCEPT, "101 without Upgrade: websocket");
    }
    if (!answer.lists("Connection", "Upgrade")) {
      throw new WireException(ACCEPT, "101 without Connection: Upgrade");
    }
    String given = answer.header("Sec-WebSocket-Accept").orElse("");
    if (!given.equals(accept())) {
      throw new WireException(
          ACCEPT,
          "Sec-WebSocket-Accept is "
              + (given.isEmpty() ? "missing" : "wrong: " + ResponseHead.shown(given))
              + ", expected "
              + accept());
    }
    return subprotocol(answer);
  }

  private Optional<String> subprotocol(ResponseHead answer) throws WireException {
    Optional<String> chosen = answer.header("Sec-WebSocket-Protocol");
    if (chosen.isPresent() && !subprotocols.isEmpty() && !subprotocols.contains(chosen.get())) {
      throw new WireException(
          ACCEPT, "a subprotocol that was not offered: " + ResponseHead.shown(chosen.get()));
    }
    Optional<String> extension = answer.header("Sec-WebSocket-Extensions");
    if (extension.isPresent()) {
      throw new WireException(
          ACCEPT, "an extension that was not offered: " + ResponseHead.shown(extension.get()));
    }
    return chosen;
  }
}
