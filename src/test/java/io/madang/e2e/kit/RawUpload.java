package io.madang.e2e.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** An upload that stops where a test wants it to. Threads: one. */
public final class RawUpload implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  private final byte[] body;
  private int sent;

  private RawUpload(Socket socket, byte[] body) {
    this.socket = socket;
    this.body = body;
  }

  /** Sends the head, which announces the whole body. */
  public static RawUpload begin(URI base, String topic, String client, byte[] body) {
    try {
      Socket socket = new Socket(base.getHost(), base.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      String head =
          "POST %s?topic=%s&client=%s HTTP/1.1\r\nHost: %s\r\n"
                  .formatted(
                      Urls.at(base, "/attachments").getPath(),
                      Urls.encode(topic),
                      client,
                      base.getAuthority())
              + "Content-Type: %s\r\nContent-Length: %d\r\n\r\n"
                  .formatted(Form.contentType(), body.length);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      return new RawUpload(socket, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends so many bytes of the body. */
  public RawUpload send(int bytes) {
    try {
      socket.getOutputStream().write(body, sent, bytes);
      sent += bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The beginning of the answer. */
  public String answer() {
    try {
      return new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts it. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
