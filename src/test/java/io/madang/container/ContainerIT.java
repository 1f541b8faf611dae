package io.madang.container;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What a container must do before anything of ours is tried in it. */
@InContainer
class ContainerIT {

  @Deployment
  static WebArchive war() {
    return MadangWar.with(ContainerIT.class, Echo.class);
  }

  @Test
  void aTyrusClientInsideTheContainerTalksToAnEndpoint(@ArquillianResource URI base)
      throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Endpoint client =
        new Endpoint() {
          @Override
          public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) heard::add);
          }
        };

    URI echo = new URI("ws", base.getSchemeSpecificPart(), null).resolve("echo");
    try (Session session =
        ClientManager.createClient(JdkClientContainer.class.getName())
            .connectToServer(client, ClientEndpointConfig.Builder.create().build(), echo)) {
      session.getBasicRemote().sendText("마당");

      assertThat(heard.poll(10, SECONDS)).isEqualTo("마당");
    }
    assertThat(System.getProperty("surefire.test.class.path")).isNull();
    assertThat(System.getProperty("madang.data")).isNotNull();
  }

  @Test
  void aQueryIsUtf8(@ArquillianResource URI base) throws Exception {
    URI form = base.resolve("chat?room=%EB%A7%88%EB%8B%B9");

    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(form).build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Location").orElse(answer.body()))
        .endsWith("/chat/%EB%A7%88%EB%8B%B9");
  }

  @Test
  void aPageIsMadeOfJsp(@ArquillianResource URI base) throws Exception {
    HttpRequest room =
        HttpRequest.newBuilder(base.resolve("chat/%EB%A7%88%EB%8B%B9"))
            .header("Accept-Language", "ko")
            .build();

    String page =
        HttpClient.newHttpClient().send(room, HttpResponse.BodyHandlers.ofString()).body();

    assertThat(page)
        .contains("data-topic=\"chat/마당\"", "data-events=\"" + base.getPath() + "events\"")
        .contains("메시지 쓰기");
  }
}
