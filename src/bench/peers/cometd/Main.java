package peer;

import java.net.InetSocketAddress;
import org.cometd.server.http.jakarta.CometDServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;

/** CometD's servlet on embedded Jetty, with all its defaults: channels need no application. */
public final class Main {

  private Main() {}

  /** Serves on the port that is the only argument. */
  public static void main(String[] args) throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
    ServletContextHandler context = new ServletContextHandler("/");
    JettyWebSocketServletContainerInitializer.configure(context, null);
    ServletHolder cometd = new ServletHolder(CometDServlet.class);
    cometd.setInitParameter(
        "transports", "org.cometd.server.websocket.jetty.JettyWebSocketTransport");
    cometd.setInitParameter("ws.cometdURLMapping", "/cometd/*");
    cometd.setAsyncSupported(true);
    cometd.setInitOrder(1);
    context.addServlet(cometd, "/cometd/*");
    server.setHandler(context);
    server.start();
    server.join();
  }
}
