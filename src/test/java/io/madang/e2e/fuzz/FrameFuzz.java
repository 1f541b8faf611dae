package io.madang.e2e.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What comes over a WebSocket: odd frames of the protocol, and odd frames of RFC 6455. The server
 * answers or hangs up with a reason that blames the client. Threads: one.
 */
final class FrameFuzz implements Fuzz {
  private static final int TOGETHER = 40;

  /** 1006: it hung up after what is no WebSocket frame. */
  private static final Set<Integer> BLAMES =
      Set.of(1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1013);

  private static final List<String> RIGHT =
      List.of(
          "{\"type\":\"subscribe\",\"topic\":\"chat/f1\",\"last\":3,\"presence\":true}",
          "{\"type\":\"subscribe\",\"topic\":\"chat/f2\",\"cursor\":\"0.0\"}",
          "{\"type\":\"subscribe\",\"topic\":\"market/BTC-KRW\"}",
          "{\"type\":\"unsubscribe\",\"topic\":\"chat/f1\"}",
          "{\"type\":\"publish\",\"topic\":\"chat/f1\",\"id\":\"1\",\"body\":{\"text\":\"a\",\"n\":[1,2]}}",
          "{\"type\":\"publish\",\"topic\":\"inbox/x\",\"id\":\"1\",\"body\":{\"text\":\"a\"}}",
          "{\"type\":\"signal\",\"topic\":\"chat/f2\",\"body\":{\"typing\":true}}",
          "{\"type\":\"auth\",\"token\":\"a.b.c\"}",
          "{\"type\":\"ping\"}");

  /** Headers that no client may send, or with which nothing follows. */
  private static final List<byte[]> HEADS =
      List.of(
          new byte[] {(byte) 0xf1, (byte) 0x80, 0, 0, 0, 0}, // reserved bits
          new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}, // reserved opcodes
          new byte[] {(byte) 0x8f, (byte) 0x80, 0, 0, 0, 0},
          new byte[] {(byte) 0x81, 1, 'a'}, // no mask
          new byte[] {9, (byte) 0x80, 0, 0, 0, 0}, // a ping in fragments
          new byte[] {(byte) 0x89, (byte) 0xfe, 1, 0, 0, 0, 0, 0}, // a ping that is too long
          new byte[] {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0}, // goes on with nothing
          new byte[] {(byte) 0x88, (byte) 0x81, 0, 0, 0, 0, 3}, // half a code
          new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xed}, // 1005
          new byte[] {(byte) 0x81, (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
          new byte[] {(byte) 0x81, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0});

  private final URI server;
  private final Random random;
  private final OddJson odd;
  private final Noise noise;
  private final Findings findings;
  private byte[] last = new byte[0];
  private @Nullable RawWebSocket socket;

  FrameFuzz(URI server, Random random, Findings findings) {
    this.server = server;
    this.random = random;
    this.odd = new OddJson(random);
    this.noise = new Noise(random);
    this.findings = findings;
  }

  @Override
  public void run(int inputs) {
    for (int i = 0; i < inputs; i++) {
      RawWebSocket open = open();
      try {
        boolean goesOn = send(open);
        if (!goesOn || i % TOGETHER == 0) {
          settle(open);
        }
      } catch (UncheckedIOException hungUp) {
        settle(open);
      }
    }
    RawWebSocket left = socket;
    if (left != null) {
      settle(left);
      left.close();
    }
  }

  private RawWebSocket open() {
    RawWebSocket open = socket;
    if (open == null) {
      open = RawWebSocket.open(server, "?client=fuzzing-client-" + random.nextInt(50));
      socket = open;
    }
    return open;
  }

  /** Whether the connection is likely to be there afterwards. */
  private boolean send(RawWebSocket to) {
    switch (random.nextInt(40)) {
      case 0 -> {
        last = HEADS.get(random.nextInt(HEADS.size()));
        to.bytes(last).fallSilent();
        return false;
      }
      case 1 -> {
        last = noise.any(200);
        to.frame(true, RawWebSocket.TEXT, last);
        return false;
      }
      case 2 -> {
        last = noise.in(text());
        to.frame(true, RawWebSocket.TEXT, last);
        return false;
      }
      case 3 -> {
        last = noise.any(100);
        to.frame(random.nextBoolean(), random.nextInt(16), last).fallSilent();
        return false;
      }
      case 4, 5, 6 -> inFragments(to, text());
      default -> {
        last = text();
        to.frame(true, RawWebSocket.TEXT, last);
      }
    }
    return true;
  }

  private byte[] text() {
    StringBuilder lines = new StringBuilder();
    int frames = random.nextInt(10) == 0 ? 1 + random.nextInt(5) : 1;
    for (int i = 0; i < frames; i++) {
      lines.append(i == 0 ? "" : "\n").append(odd.of(Frames.value(any())));
    }
    return lines.toString().getBytes(UTF_8);
  }

  private String any() {
    return RIGHT.get(random.nextInt(RIGHT.size()));
  }

  private void inFragments(RawWebSocket to, byte[] whole) {
    last = whole;
    int from = 0;
    int opcode = RawWebSocket.TEXT;
    for (int fragments = random.nextInt(5); fragments > 0; fragments--) {
      int end = from + random.nextInt(whole.length - from + 1);
      to.frame(false, opcode, Arrays.copyOfRange(whole, from, end));
      opcode = RawWebSocket.CONTINUATION;
      from = end;
    }
    to.frame(true, opcode, Arrays.copyOfRange(whole, from, whole.length));
  }

  private void settle(RawWebSocket open) {
    try {
      Optional<RawWebSocket.Closed> end = open.settle(text -> findings.look(text, last));
      end.ifPresent(closed -> judge(closed, open));
    } catch (UncheckedIOException e) {
      findings.add("neither went on nor hung up: " + e.getMessage(), last);
      forget(open);
    }
  }

  private void judge(RawWebSocket.Closed closed, RawWebSocket open) {
    findings.look(closed.reason(), last);
    if (!BLAMES.contains(closed.code()) && !isEcho(closed.code())) {
      findings.add("closed with " + closed, last);
    }
    forget(open);
  }

  /** What was sent may be a close frame by chance: then its code comes back, an application's. */
  private boolean isEcho(int code) {
    return code >= 3_000
        && code < 5_000
        && last.length >= 2
        && (last[0] & 0xff) == code >> 8
        && (last[1] & 0xff) == (code & 0xff);
  }

  private void forget(RawWebSocket open) {
    open.close();
    socket = null;
  }
}
