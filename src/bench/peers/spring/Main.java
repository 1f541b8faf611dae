package peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** STOMP with the simple broker; publishers send to it directly. */
@SpringBootApplication
@EnableWebSocketMessageBroker
public class Main implements WebSocketMessageBrokerConfigurer {

  /** Serves on the port that is the only argument. */
  public static void main(String[] args) {
    SpringApplication.run(Main.class, "--server.address=127.0.0.1", "--server.port=" + args[0]);
  }

  @Override
  public void configureMessageBroker(MessageBrokerRegistry registry) {
    registry.enableSimpleBroker("/topic");
  }

  @Override
  public void registerStompEndpoints(StompEndpointRegistry registry) {
    registry.addEndpoint("/stomp");
  }
}
