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
  private boolean isOpen;

  SocketLine(SocketChannel channel, Room room, RandomGenerator random) {
    super(channel, room.counters());
    this.room = room;
    this.ours = new ClientFrames(random);
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    this.handshake = new Handshake(Handshake.key(nonce), List.of("madang.v1"));
  }

  @Override
  void start(Loop loop) throws IOException {
    List<Header> headers = new ArrayList<>(room.heads().upgrade());
    headers.addAll(handshake.headers());
    byte[] head = new RequestHead("GET", room.eventsPath(""), headers).bytes();
    counters().requests.increment();
    counters().upHead.add(head.length);
    send(head);
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

  private void take(Frame frame, long nanos) throws IOException {
    counters().downHead.add(frame.header().length);
    counters().downPayload.add(frame.payload().length);
    MessageReader.Whole message = messages.take(frame);
    if (frame.opcode() == Opcode.PING) {
      Frame pong = ours.of(Opcode.PONG, frame.payload());
      counters().upHead.add(pong.header().length);
      counters().upPayload.add(pong.payload().length);
      send(pong.bytes());
    } else if (frame.opcode() == Opcode.CLOSE) {
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
