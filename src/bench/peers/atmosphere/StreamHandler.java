package peer;

import org.atmosphere.config.service.AtmosphereHandlerService;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.Broadcaster;
import org.atmosphere.handler.AbstractReflectorAtmosphereHandler;
import org.atmosphere.util.SimpleBroadcaster;

/**
 * Who listens to a broadcaster by another transport than WebSocket: {@code topic} in the query
 * names it.
 *
 * <p>Threads: the container's, and those that broadcast.
 */
@AtmosphereHandlerService(path = "/events/stream", broadcaster = SimpleBroadcaster.class)
public final class StreamHandler extends AbstractReflectorAtmosphereHandler {

  @Override
  public void onRequest(AtmosphereResource resource) {
    Broadcaster topic = BroadcastHandler.broadcaster(resource, "topic");
    resource.setBroadcaster(topic);
    resource.suspend();
  }

  @Override
  public void destroy() {}
}
