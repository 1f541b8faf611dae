package io.madang.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.madang.wire.Header;
import io.madang.wire.HttpReader;
import io.madang.wire.RequestHead;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Publishes by POST, on a connection of its own. Threads: one. */
final class PostPen implements Pen, HttpReader.Sink {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int MAX_HEAD_BYTES = 16 << 10;

  private final Room room;
  private final SocketChannel channel;
  private final HttpReader http = new HttpReader(this, MAX_HEAD_BYTES);
  private final String path;
  private boolean isAnswered;

  /** Connects from an address of its own. */
  PostPen(Room room) throws IOException {
    this.room = room;
    this.path = room.messagesPath();
    this.channel = room.target().connect(room.network(), Load.MOST_READERS);
    channel.socket().setSoTimeout(PATIENCE_MILLIS);
  }

  @Override
  public void write(String id, String text) throws IOException {
    byte[] body =
        ("{\"id\":\"" + id + "\",\"body\":{\"text\":\"" + text + "\"}}").getBytes(ISO_8859_1);
    List<Header> headers =
        List.of(
            new Header("Host", room.target().authority()),
            new Header("Content-Type", "application/json"),
            new Header("Content-Length", Integer.toString(body.length)));
    byte[] head = new RequestHead("POST", path, headers).bytes();
    channel.write(ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip());
    isAnswered = false;
    byte[] part = new byte[4096];
    while (!isAnswered) {
      int count = channel.socket().getInputStream().read(part);
      if (count < 0) {
        throw new WireException(WireException.Fault.BODY, "the server hung up");
      }
      http.read(ByteBuffer.wrap(part, 0, count));
    }
  }

  @Override
  public void head(ResponseHead head, byte[] raw) throws WireException {
    if (head.status() != 201) {
      throw new WireException(WireException.Fault.REFUSED, "not published: " + head.status());
    }
  }

  @Override
  public void body(ByteBuffer part) {}

  @Override
  public void end() {
    isAnswered = true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
