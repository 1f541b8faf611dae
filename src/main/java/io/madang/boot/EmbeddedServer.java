package io.madang.boot;

import io.madang.boot.users.FileRealm;
import io.madang.boot.users.SessionLogin;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.JspConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketConfiguration;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.SessionIdManager;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty with the unpacked WAR in it. Threads: made and called on one. */
public final class EmbeddedServer implements Callable<Void> {

  static final int HEADER_BYTES = 16 << 10;
  private static final int BUFFER_BYTES = 8 << 10;

  /** What the kernel holds for a client that does not read; without a bound it grows to 4 MB. */
  private static final int SEND_BUFFER_BYTES = 128 << 10;

  /** Thousands may come back at once; whom the kernel turns away tries again after 1, 3, 7 s. */
  private static final int ACCEPT_QUEUE = 4096;

  private static final int CACHE_BYTES = 16 << 20;
  private static final int MAX_THREADS = 200;
  private static final long STOP_MILLIS = 5_000;
  private static final long GONE_MILLIS = 14_000;

  private final Path webapp;
  private final String host;
  private final int port;
  private final FileRealm realm;
  private final @Nullable TlsFiles tls;

  /**
   * A server for the unpacked WAR.
   *
   * @param options {@code host} (empty for all addresses), {@code port}, {@code users}, and {@code
   *     tls-certificate} with {@code tls-key} where it is to speak TLS
   */
  public EmbeddedServer(Path webapp, Map<String, String> options) {
    this.webapp = webapp;
    this.host = options.getOrDefault("host", "");
    this.port = Integer.parseInt(options.getOrDefault("port", "0"));
    this.realm = new FileRealm(Path.of(options.getOrDefault("users", "users")));
    String certificate = options.get("tls-certificate");
    String key = options.get("tls-key");
    this.tls =
        certificate == null || key == null
            ? null
            : new TlsFiles(Path.of(certificate), Path.of(key));
  }

  @Override
  public Void call() throws Exception {
    Logs.beQuiet();
    realm.look();
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("madang-http");
    Server server = new Server(threads);
    ServerConnector connector = connector(server);
    Guard guard = new Guard(server, connector);
    WebAppContext context = context();
    server.setHandler(context);
    server.setErrorHandler(new UnreadRequests());
    server.setStopTimeout(STOP_MILLIS);
    checkPort();
    server.setOpenEarly(false); // who comes before it is ready had better go to another server
    try {
      server.start();
    } catch (Exception e) {
      server.stop();
      throw new IllegalStateException(rootOf(e).getMessage(), e);
    }
    server
        .getBean(SessionIdManager.class)
        .getSessionHouseKeeper()
        .setIntervalSec(1); // who leaves the browser open is signed out in time
    guard.begin(context.getServletContext());
    context
        .getServletContext()
        .setAttribute("io.madang.stop-accepting", (Runnable) connector::close);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, context), "madang-stop"));
    String scheme = tls == null ? "http" : "https";
    System.out.println(
        "Madang is listening on " + scheme + "://localhost:" + connector.getLocalPort() + "/");
    return null;
  }

  /** A port that cannot be had is told at once, and not when all else has started. */
  private void checkPort() throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new IOException("cannot listen on port " + port + ": it is taken, or not allowed", e);
    }
  }

  private ServerConnector connector(Server server) throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setOutputBufferSize(BUFFER_BYTES);
    http.addCustomizer(new BareCharacters());
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector =
        tls == null ? new ServerConnector(server, plain) : tls.connector(server, plain);
    connector.setPort(port);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    if (!host.isEmpty()) {
      connector.setHost(host);
    }
    server.addConnector(connector);
    return connector;
  }

  private WebAppContext context() {
    WebAppContext context = new OnlyApplication();
    context.setContextPath("/");
    context.setWar(webapp.toString());
    context.setTempDirectory(webapp.resolveSibling("jetty").toFile());
    context.setThrowUnavailableOnStartupException(true);
    context.setDefaultsDescriptor(null); // reading it takes longer than to say it here
    context.addServlet(files(), "/");
    context.addServlet(JspPages.holder(), "*.jsp");
    context.setConfigurations(
        new Configuration[] {
          new WebAppConfiguration(),
          new WebInfConfiguration(),
          new Ahead(webapp),
          new WebXmlConfiguration(),
          new JspConfiguration(),
          new JakartaWebSocketConfiguration()
        });
    context.getSecurityHandler().setLoginService(realm);
    context.getSecurityHandler().setAuthenticator(new SessionLogin());
    context.setAttribute("io.madang.has-users", (BooleanSupplier) realm::isThere);
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (servlets, sockets) -> {
          Guard.guardFrames(context);
          sockets.addEndpoint(endpoint(context));
        });
    return context;
  }

  /**
   * It shares all classes that the server has, and none is hidden from it: there is no other
   * application, and to match each class against lists of patterns takes its time.
   */
  private static final class OnlyApplication extends WebAppContext {

    @Override
    public boolean isHiddenClass(Class<?> type) {
      return false;
    }

    @Override
    public boolean isProtectedClass(Class<?> type) {
      return true;
    }
  }

  /** Once the jars are known, and while descriptors are still read. */
  private static final class Ahead extends AbstractConfiguration {

    private final Path webapp;

    Ahead(Path webapp) {
      super(new Builder().addDependencies(WebInfConfiguration.class));
      this.webapp = webapp;
    }

    @Override
    public void configure(WebAppContext context) {
      Path libraries = webapp.resolve("WEB-INF/native");
      WarmUp.application(context.getClassLoader(), libraries);
    }
  }

  private static ServletHolder files() {
    ServletHolder files = new ServletHolder("default", DefaultServlet.class);
    files.setInitParameter("dirAllowed", "false");
    files.setInitParameter("maxCacheSize", Integer.toString(CACHE_BYTES));
    return files;
  }

  /** Looking for annotated classes would take longer than all the rest: this is the only one. */
  private static Class<?> endpoint(WebAppContext context) throws DeploymentException {
    try {
      return context.getClassLoader().loadClass("io.madang.transport.websocket.EventsEndpoint");
    } catch (ClassNotFoundException e) {
      throw new DeploymentException("the endpoint is not in the file", e);
    }
  }

  private static Throwable rootOf(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** In order, and in time: whoever sent SIGTERM does not wait for a store that hangs. */
  private static void stop(Server server, WebAppContext context) {
    Thread limit = new Thread(EmbeddedServer::haltInTime, "madang-stop-limit");
    limit.setDaemon(true);
    limit.start();
    try {
      if (context.getServletContext().getAttribute("io.madang.drain") instanceof Runnable drain) {
        drain.run();
      }
      server.stop();
    } catch (Exception e) {
      System.err.println("madang: could not stop in order: " + e);
    }
  }

  /** Like {@code kill -9}: nothing that was acknowledged is lost. */
  private static void haltInTime() {
    try {
      Thread.sleep(GONE_MILLIS);
      System.err.println("madang: could not stop in order in " + GONE_MILLIS + " ms");
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
