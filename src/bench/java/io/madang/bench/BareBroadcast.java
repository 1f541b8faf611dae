package io.madang.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The peer: a bare broadcast endpoint on the same engine, as one writes it first.
 *
 * <p>Nothing is durable, nothing is checked, nobody can resume; a message is one send for each
 * session. It speaks just enough {@code madang.v1} that {@link FanOut} measures both alike.
 */
@Command(
    name = "BareBroadcast",
    mixinStandardHelpOptions = true,
    description = "A bare broadcast endpoint on embedded Jetty.")
public final class BareBroadcast implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port on 127.0.0.1 (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  private BareBroadcast() {}

  /** Serves until the process is ended. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BareBroadcast()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ServletContextHandler context = new ServletContextHandler("/");
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, container) -> container.addEndpoint(BroadcastEndpoint.class));
    server.setHandler(context);
    server.start();
    server.join();
    return 0;
  }
}
