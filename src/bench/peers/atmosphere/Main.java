package peer;

import java.net.InetSocketAddress;
import org.atmosphere.cpr.ApplicationConfig;
import org.atmosphere.cpr.AtmosphereServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;

/** Atmosphere on embedded Jetty, as in its sample for that. */
public final class Main {

  private Main() {}

  /** Serves on the port that is the only argument. */
  public static void main(String[] args) throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
    ServletContextHandler context = new ServletContextHandler("/");
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    ServletHolder atmosphere = new ServletHolder(AtmosphereServlet.class);
    atmosphere.setInitParameter(ApplicationConfig.ANNOTATION_PACKAGE, "peer");
    atmosphere.setInitOrder(1);
    atmosphere.setAsyncSupported(true);
    context.addServlet(atmosphere, "/events/*");
    server.setHandler(context);
    server.start();
    server.join();
  }
}
