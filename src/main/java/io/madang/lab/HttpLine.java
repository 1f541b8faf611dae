package io.madang.lab;

import io.madang.wire.HttpReader;
import io.madang.wire.RequestHead;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A reader over HTTP: counts heads and what else is no body. Threads: its loop's. */
abstract class HttpLine extends Line implements HttpReader.Sink {

  private static final int MAX_HEAD_BYTES = 16 << 10;

  private final Heads heads;
  private final Transport transport;
  private final HttpReader http = new HttpReader(this, MAX_HEAD_BYTES);
  private long bodyBytes;
  private long receivedNanos;

  HttpLine(SocketChannel channel, Counters counters, Heads heads, Transport transport) {
    super(channel, counters);
    this.heads = heads;
    this.transport = transport;
  }

  final Transport transport() {
    return transport;
  }

  final long receivedNanos() {
    return receivedNanos;
  }

  final void get(String target) throws IOException {
    byte[] head = new RequestHead("GET", target, heads.request(transport.accept())).bytes();
    counters().requests.increment();
    counters().upHead.add(head.length);
    send(head);
  }

  @Override
  final void received(ByteBuffer bytes, long nanos, Loop loop) throws IOException {
    int all = bytes.remaining();
    bodyBytes = 0;
    receivedNanos = nanos;
    http.read(bytes);
    counters().downPayload.add(bodyBytes);
    counters().downHead.add(all - bodyBytes);
    settled(loop);
  }

  /** All that came with one read was taken. */
  abstract void settled(Loop loop) throws IOException;

  abstract void part(ByteBuffer bytes) throws WireException;

  @Override
  public final void head(ResponseHead head, byte[] raw) throws WireException {
    if (head.status() != 200) {
      throw new WireException(WireException.Fault.REFUSED, "the server answered " + head.status());
    }
  }

  @Override
  public final void body(ByteBuffer bytes) throws WireException {
    bodyBytes += bytes.remaining();
    part(bytes);
  }
}
