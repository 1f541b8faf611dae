package peer;

import java.net.InetSocketAddress;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.http.JSONHttpTransport;
import org.cometd.server.http.jakarta.CometDServlet;
import org.cometd.server.websocket.jetty.JettyWebSocketTransport;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** CometD on embedded Jetty, by WebSocket and by long polling: channels need no application. */
public final class Main {

  private Main() {}

  /** Serves on the port that is the only argument. */
  public static void main(String[] args) throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
    ServletContextHandler context = new ServletContextHandler("/");
    server.setHandler(context);
    context.insertHandler(WebSocketUpgradeHandler.from(server, context));
    BayeuxServerImpl bayeux = new BayeuxServerImpl();
    bayeux.setOption(Context.class.getName(), context.getContext());
    bayeux.setOption("ws.cometdURLMapping", "/cometd");
    bayeux.addTransport(new JettyWebSocketTransport(bayeux));
    bayeux.addTransport(new JSONHttpTransport(bayeux));
    bayeux.setAllowedTransports("websocket", "long-polling");
    context.setAttribute(BayeuxServer.ATTRIBUTE, bayeux);
    ServletHolder polling = new ServletHolder(CometDServlet.class);
    polling.setAsyncSupported(true);
    context.addServlet(polling, "/cometd");
    server.start();
    bayeux.start();
    server.join();
  }
}
