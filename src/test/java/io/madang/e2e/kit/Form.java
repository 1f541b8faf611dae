package io.madang.e2e.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A body of multipart/form-data (RFC 7578), as browsers write it. */
public final class Form {

  private static final String BOUNDARY = "----a-boundary-of-the-tests";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The header of a request with such a body. */
  public static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** Adds a file. */
  public Form file(String part, String filename, String type, byte[] content) {
    return text("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(BOUNDARY, part, filename))
        .text("Content-Type: " + type + "\r\n\r\n")
        .bytes(content)
        .text("\r\n");
  }

  /** Adds a field that is no file. */
  public Form field(String part, String value) {
    return text(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
            .formatted(BOUNDARY, part, value));
  }

  private Form text(String text) {
    return bytes(text.getBytes(UTF_8));
  }

  private Form bytes(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }

  /** The whole body. */
  public byte[] body() {
    return new Form().bytes(out.toByteArray()).text("--" + BOUNDARY + "--\r\n").out.toByteArray();
  }
}
