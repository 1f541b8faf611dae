package io.madang.tap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.madang.wire.Handshake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that says what a test tells it to, right or wrong, to one client. */
final class ScriptedServer implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)");

  /** What to do once the request is read. */
  interface Script {
    void play(Play play) throws IOException;
  }

  private final ServerSocket listening;
  private final CompletableFuture<String> heard = new CompletableFuture<>();

  ScriptedServer(Script script) throws IOException {
    this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), script);
  }

  ScriptedServer(ServerSocket listening, Script script) {
    this.listening = listening;
    Thread thread = new Thread(() -> serve(script), "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The request, and in hex what came behind it, when the script is over. */
  String heard() {
    return heard.join();
  }

  private void serve(Script script) {
    try (Socket socket = listening.accept()) {
      Play play = new Play(socket.getInputStream(), socket.getOutputStream());
      play.readHead();
      try {
        script.play(play);
      } catch (IOException e) {
        play.all.append("cut");
      }
      heard.complete(play.all.toString());
    } catch (IOException e) {
      heard.completeExceptionally(e);
    }
  }

  /** One connection. */
  static final class Play {
    private final InputStream in;
    private final OutputStream out;
    private final StringBuilder all = new StringBuilder();

    private Play(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void readHead() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      all.append(head);
    }

    void say(String text) throws IOException {
      out.write(text.replace("~", "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }

    void sayHex(String hex) throws IOException {
      out.write(HexFormat.of().parseHex(hex.replace(" ", "")));
      out.flush();
    }

    /** Upgrades as it should be. */
    void upgrade() throws IOException {
      Matcher key = KEY.matcher(all);
      if (!key.find()) {
        throw new IOException("no key");
      }
      String accept = new Handshake(key.group(1), List.of()).accept();
      say(
          "HTTP/1.1 101 Switching Protocols~Upgrade: websocket~Connection: Upgrade"
              + "~Sec-WebSocket-Accept: "
              + accept
              + "~~");
    }

    /** Takes so many bytes. */
    void read(int bytes) throws IOException {
      all.append(HexFormat.of().formatHex(in.readNBytes(bytes)));
    }

    /** Takes all until the client ends the connection. */
    void readToEnd() throws IOException {
      all.append(HexFormat.of().formatHex(in.readAllBytes()));
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
