package peer;

import org.atmosphere.config.service.WebSocketHandlerService;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.Broadcaster;
import org.atmosphere.util.SimpleBroadcaster;
import org.atmosphere.websocket.WebSocket;
import org.atmosphere.websocket.WebSocketHandlerAdapter;

/**
 * Each text goes as it is to all who listen to a broadcaster.
 *
 * <p>{@code topic} in the query is the broadcaster that a WebSocket listens to, {@code to} the one
 * where its texts go.
 *
 * <p>{@code SimpleBroadcaster}, as in Atmosphere's sample for embedded Jetty, writes in the thread
 * of who publishes. The default one holds a thread of its pool, of 200, for each reader that gets a
 * message within 100 ms of the last, so that of 500 readers most wait.
 *
 * <p>Threads: the container's, one call at a time for each WebSocket.
 */
@WebSocketHandlerService(path = "/events", broadcaster = SimpleBroadcaster.class)
public final class BroadcastHandler extends WebSocketHandlerAdapter {

  /** Listens; Atmosphere has suspended the resource before, and forgets it when it closes. */
  @Override
  public void onOpen(WebSocket webSocket) {
    AtmosphereResource resource = webSocket.resource();
    Broadcaster topic = broadcaster(resource, "topic");
    resource.setBroadcaster(topic);
    topic.addAtmosphereResource(resource);
    webSocket.attachment(broadcaster(resource, "to"));
  }

  @Override
  public void onTextMessage(WebSocket webSocket, String text) {
    ((Broadcaster) webSocket.attachment()).broadcast(text);
  }

  static Broadcaster broadcaster(AtmosphereResource resource, String parameter) {
    return resource
        .getAtmosphereConfig()
        .getBroadcasterFactory()
        .lookup(resource.getRequest().getParameter(parameter), true);
  }
}
