package peer;

import java.util.Map;
import org.glassfish.tyrus.server.Server;

/** The endpoint on Tyrus's own server. */
public final class Main {

  private Main() {}

  /** Serves on the port that is the only argument. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    new Server("127.0.0.1", port, "/", Map.of(), BroadcastEndpoint.class).start();
    Thread.currentThread().join();
  }
}
