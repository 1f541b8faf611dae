package io.madang.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.wire.ClientFrames;
import io.madang.wire.Frame;
import io.madang.wire.FrameReader;
import io.madang.wire.Handshake;
import io.madang.wire.Header;
import io.madang.wire.HttpReader;
import io.madang.wire.MessageReader;
import io.madang.wire.Opcode;
import io.madang.wire.RequestHead;
import io.madang.wire.ResponseHead;
import io.madang.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A reader over WebSocket. Threads: its loop's. */
final class SocketLine extends Line implements HttpReader.Sink {

  private static final int LONGEST = 1 << 20;
  private static final int MAX_HEAD_BYTES = 16 << 10;

  private final Room room;
  private final Handshake handshake;
  private final ClientFrames ours;
  private final HttpReader http = new HttpReader(this, MAX_HEAD_BYTES);
  private final FrameReader frames = new FrameReader(LONGEST);
  private final MessageReader messages = new MessageReader(LONGEST);
  private final FrameSink sink;
  private boolean isOpen;
  private boolean saidGoodbye;

  SocketLine(SocketChannel channel, Room room, RandomGenerator random, FrameSink sink) {
    super(channel, room.counters());
    this.room = room;
    this.sink = sink;
    this.ours = new ClientFrames(random);
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    this.handshake = new Handshake(Handshake.key(nonce), List.of("madang.v1"));
  }

  @Override
  void start(Loop loop) throws IOException {
    List<Header> headers = new ArrayList<>(room.heads().upgrade());
    headers.addAll(handshake.headers());
    byte[] head = new RequestHead("GET", path(), headers).bytes();
    counters().requests.increment();
    counters().upHead.add(head.length);
    send(head);
  }

  /** One that is looked at says so, and is not taken for one that is measured. */
  private String path() {
    return room.eventsPath(sink == FrameSink.NONE ? "" : "&name=frame-view");
  }

  @Override
  void received(ByteBuffer bytes, long nanos, Loop loop) throws IOException {
    if (!isOpen) {
      int before = bytes.remaining();
      http.read(bytes);
      counters().downHead.add(before - bytes.remaining());
    }
    if (isOpen) {
      for (Frame frame = frames.read(bytes); frame != null; frame = frames.read(bytes)) {
        take(frame, nanos);
      }
    }
  }

  private void send(Frame frame) throws IOException {
    counters().upHead.add(frame.header().length);
    counters().upPayload.add(frame.payload().length);
    sink.sent(frame);
    send(frame.bytes());
  }

  /** Asks the server for a sign of life, in the words of the subprotocol and by a ping. */
  void askForLife() throws IOException {
    send(ours.text("{\"type\":\"ping\"}"));
    send(ours.of(Opcode.PING, "madang".getBytes(UTF_8)));
  }

  /** Sends a close frame, once; what comes before the answer is still taken. */
  void sayGoodbye(int code, String reason) throws IOException {
    if (isOpen && !saidGoodbye) {
      saidGoodbye = true;
      send(ours.close(code, reason));
    }
  }

  private void take(Frame frame, long nanos) throws IOException {
    counters().downHead.add(frame.header().length);
    counters().downPayload.add(frame.payload().length);
    sink.received(frame);
    MessageReader.Whole message = messages.take(frame);
    if (frame.opcode() == Opcode.PING) {
      send(ours.of(Opcode.PONG, frame.payload()));
    } else if (frame.opcode() == Opcode.CLOSE) {
      sayGoodbye(frame.payload().length < 2 ? 1000 : frame.closeCode(), "");
      throw new WireException(WireException.Fault.FRAME, "closed with " + frame.closeCode());
    }
    if (message != null) {
      for (String text : frames(new String(message.bytes(), UTF_8))) {
        follower().take(text, nanos);
      }
    }
  }

  @Override
  public void head(ResponseHead head, byte[] raw) throws WireException {
    handshake.verify(head);
    isOpen = true;
  }

  @Override
  public void body(ByteBuffer part) {}

  @Override
  public void end() {}
}
