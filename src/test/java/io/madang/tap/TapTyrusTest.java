package io.madang.tap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import org.glassfish.tyrus.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tap with a server that is not ours: Tyrus on Grizzly. */
@Timeout(30)
class TapTyrusTest {

  /** Says everything again. */
  @ServerEndpoint("/echo")
  public static final class Echo {
    @OnMessage
    public String text(String text) {
      return "echo " + text;
    }
  }

  private static final Server SERVER = new Server("localhost", 0, "", Map.of(), Echo.class);

  @BeforeAll
  static void start() throws Exception {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @Test
  void whatIsTypedComesBackAndBothSidesClose() {
    Tapped tapped = new Tapped();
    tapped.input = "x".repeat(200) + "\n안녕\n/ping there\n";
    tapped.count = 2;
    Ending ending = tapped.run("ws://localhost:" + SERVER.getPort() + "/echo");
    assertThat(ending.kind()).isEqualTo(Ending.Kind.DONE);
    assertThat(ending.message()).startsWith("closed by us with 1000");
    assertThat(tapped.shown())
        .contains(
            "echo 안녕",
            "echo xxx",
            "81 7e 00 cd",
            "is Sec-WebSocket-Accept the answer",
            "< frame     pong");
  }

  @Test
  void anEndpointThatIsNotThereIsRefused() {
    Tapped tapped = new Tapped();
    Ending ending = tapped.run("ws://localhost:" + SERVER.getPort() + "/nothing");
    assertThat(ending.kind()).isEqualTo(Ending.Kind.REFUSED);
    assertThat(ending.message()).contains("404");
  }
}
