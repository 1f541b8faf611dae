package peer;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import java.util.Map;

/** The application of the peer socketio, on netty-socketio. */
public final class Main {

  private Main() {}

  /** Serves on the port that is the only argument. */
  public static void main(String[] args) {
    Configuration configuration = new Configuration();
    configuration.setHostname("127.0.0.1");
    configuration.setPort(Integer.parseInt(args[0]));
    SocketIOServer server = new SocketIOServer(configuration);
    server.addEventListener(
        "join",
        String.class,
        (client, topic, ack) -> {
          client.joinRoom(topic);
          ack.sendAckData();
        });
    server.addMultiTypeEventListener(
        "say",
        (client, said, ack) -> {
          String topic = said.first();
          server.getRoomOperations(topic).sendEvent("message", said.<Object>get(1));
          ack.sendAckData();
        },
        String.class,
        Map.class);
    server.start();
  }
}
