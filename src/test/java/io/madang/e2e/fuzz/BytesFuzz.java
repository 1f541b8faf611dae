package io.madang.e2e.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bytes that are nearly a request, on a connection each, after which the client says no more. The
 * server hangs up, and what it says first is no fault of its own. Threads: one.
 */
final class BytesFuzz implements Fuzz {
  private static final int PATIENCE_MILLIS = 35_000;
  private static final int ENOUGH = 1 << 16;

  /** It says that it does not know the version or the transfer coding, or is busy. */
  private static final Set<String> NOT_HERE = Set.of("501", "503", "505");

  private static final Pattern FAULT = Pattern.compile("HTTP/1[.]1 (5\\d\\d)");

  private static final String BODY = "{'id':'1','body':{}}".replace('\'', '"');
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String TWO = "||0||GET / HTTP/1.1||";
  private static final String JSON = "Host: h|Content-Type: application/json|";

  /** With | for the ends of lines. */
  private static final List<String> RIGHT =
      Stream.of(
              "POST /topics/chat/f/messages HTTP/1.1|" + JSON + "Content-Length: 20||" + BODY,
              "POST /topics/chat/f/messages HTTP/1.1|" + JSON + CHUNKED + "||14|" + BODY + "|0||",
              "POST /topics/chat/f/messages HTTP/1.1|"
                  + JSON
                  + "Content-Length: 5|"
                  + CHUNKED
                  + TWO,
              "GET /events?topic=chat/f@0.0 HTTP/1.1|Host: h||GET / HTTP/1.1|Host: h||",
              "GET /events?topic=chat/f HTTP/1.1|Host: h|Upgrade: websocket|Connection: Upgrade|"
                  + "Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==||",
              "GET / HTTP/1.0||",
              "PRI * HTTP/2.0||SM||")
          .map(request -> request.replace("|", "\r\n"))
          .toList();

  private final URI server;
  private final Random random;
  private final Noise noise;
  private final Findings findings;

  BytesFuzz(URI server, Random random, Findings findings) {
    this.server = server;
    this.random = random;
    this.noise = new Noise(random);
    this.findings = findings;
  }

  @Override
  public void run(int inputs) {
    for (int i = 0; i < inputs; i++) {
      boolean isNothing = random.nextInt(10) == 0;
      String right = RIGHT.get(random.nextInt(RIGHT.size()));
      byte[] bytes = isNothing ? noise.any(500) : noise.in(right.getBytes(ISO_8859_1));
      try {
        judge(say(bytes), bytes);
      } catch (SocketTimeoutException e) {
        findings.add("did not hang up", bytes);
      } catch (IOException e) {
        findings.add("could not be reached: " + e, bytes);
      }
    }
  }

  private String say(byte[] bytes) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readNBytes(ENOUGH), ISO_8859_1);
      } catch (SocketException hungUpFirst) {
        return "";
      }
    }
  }

  private void judge(String answer, byte[] bytes) {
    Matcher fault = FAULT.matcher(answer);
    while (fault.find()) {
      if (!NOT_HERE.contains(fault.group(1))) {
        findings.add("answered " + fault.group(1), bytes);
      }
    }
    findings.look(answer, bytes);
  }
}
