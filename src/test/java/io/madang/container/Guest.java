package io.madang.container;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Urls;
import jakarta.json.JsonObject;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

/**
 * Somebody who talks to Madang by the Tyrus client.
 *
 * <p>Threads: one thread at a time; frames come on the client's own.
 */
final class Guest extends Endpoint implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final ClientManager client =
      ClientManager.createClient(JdkClientContainer.class.getName());
  private final Session session;

  /** Comes in with this query. */
  Guest(URI base, String query) throws DeploymentException, IOException {
    URI events = Urls.at(base, "/events" + query);
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create().preferredSubprotocols(List.of("madang.v1")).build();
    session =
        client.connectToServer(
            this, config, URI.create("ws" + events.toString().substring("http".length())));
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    opened.addMessageHandler(
        String.class, (MessageHandler.Whole<String>) text -> frames.addAll(Frames.lines(text)));
  }

  /** The subprotocol that the server chose. */
  String subprotocol() {
    return session.getNegotiatedSubprotocol();
  }

  Guest say(String frame) throws IOException {
    session.getBasicRemote().sendText(frame);
    return this;
  }

  /** The next frame of a type; what comes before it is passed over. */
  JsonObject next(String type) throws InterruptedException {
    while (true) {
      JsonObject frame = frames.poll(PATIENCE_SECONDS, SECONDS);
      if (frame == null) {
        throw new AssertionError("no " + type + " came");
      }
      if (Frames.is(frame, type)) {
        return frame;
      }
    }
  }

  @Override
  public void close() throws IOException {
    session.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "done"));
    client.shutdown();
  }
}
