package io.madang.app;

import io.madang.chat.ChatPages;
import io.madang.lab.page.HandshakeFilter;
import io.madang.lab.page.LabPages;
import io.madang.lab.page.LabParts;
import io.madang.market.MarketPages;
import io.madang.pages.Preferences;
import io.madang.pages.PreferencesServlet;
import io.madang.request.FormFilter;
import io.madang.store.Database;
import io.madang.transport.http.AttachmentsServlet;
import io.madang.transport.http.CrossOriginFilter;
import io.madang.transport.http.EventsServlet;
import io.madang.transport.http.TicketsServlet;
import io.madang.transport.http.TopicsServlet;
import io.madang.transport.websocket.EventsConfigurator;
import io.madang.transport.websocket.UpgradeFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Starts Madang when the container starts the WAR, and ends it with the WAR. */
public final class MadangListener implements ServletContextListener {

  private static final System.Logger LOG = System.getLogger(MadangListener.class.getName());

  /** A server that can say when it begins to stop runs what lies under this name in the context. */
  private static final String DRAIN = "io.madang.drain";

  /** And puts under this name what makes it accept no connections. */
  private static final String STOP_ACCEPTING = "io.madang.stop-accepting";

  /** Our own server asks what lies here whether a connection may send one more ping. */
  private static final String PINGS = "io.madang.pings";

  /** And learns here how many connections are meant to be. */
  private static final String CONNECTIONS = "io.madang.connections";

  private @Nullable Madang madang;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Madang started = start(context);
    madang = started;
    context.setAttribute(DRAIN, (Runnable) () -> drain(started, context));
    context.setAttribute(PINGS, (Predicate<Object>) started::takePing);
    context.setAttribute(CONNECTIONS, started.settings().clients().connections());
    EventsConfigurator.use(started.socketParts());
    if (!started.settings().proxies().isEmpty()) {
      filter(context, new ForwardedFilter(started.settings().proxies()), "/*");
    }
    started.labParts().ifPresent(lab -> addLab(context, lab));
    filter(context, new UpgradeFilter(started.socketParts().door()), "/events");
    alsoErrors(filter(context, new PageHeaders(), "/*"));
    alsoErrors(filter(context, new Preferences(), "/*"));
    filter(context, new PassFilter(started.entrance().passes()), "", "/chat/*", "/market");
    filter(context, new FormFilter(started.formBodies()), "/*");
    CrossOriginFilter crossOrigin = new CrossOriginFilter(started.settings().origins());
    filter(context, crossOrigin, "/events", "/topics/*", "/attachments/*", "/client/*");
    filter(context, new PackedFiles(), "/client/*", "/static/*");
    servlet(context, new EventsServlet(started.httpParts()), "/events");
    servlet(context, new TicketsServlet(started.httpParts()), "/tickets");
    servlet(context, new TopicsServlet(started.httpParts()), "/topics/*");
    servlet(
        context,
        new AttachmentsServlet(started.httpParts(), started.attachmentParts()),
        "/attachments/*");
    servlet(context, new HealthServlet(started), "/health/*");
    servlet(context, new MetricsServlet(started), "/metrics");
    servlet(context, new ChatPages(started.chatParts()), "/chat/*", "");
    servlet(context, new MarketPages(started.marketParts()), "/market");
    if (started.settings().serverPage() != Settings.ServerPage.OFF) {
      servlet(context, new ServerPages(started), "/server");
      context.setAttribute("hasServerPage", true);
    }
    servlet(context, new PreferencesServlet(started.forms()), "/preferences");
  }

  /** Its filter sees the request as the client sent it, so it comes before the others. */
  private static void addLab(ServletContext context, LabParts lab) {
    filter(context, new HandshakeFilter(lab), "/events");
    servlet(context, new LabPages(lab), "/lab", "/lab/*");
    context.setAttribute("hasLab", true);
  }

  private static Madang start(ServletContext context) {
    try {
      return new Madang(Settings.of(SettingSources.read(context)));
    } catch (SettingsException e) {
      LOG.log(System.Logger.Level.ERROR, "Madang does not start: {0}", e.getMessage());
      throw e;
    }
  }

  /** While connections are still accepted, so that who asks hears that it is not ready. */
  private static void drain(Madang madang, ServletContext context) {
    try {
      madang.announceDrain();
      if (context.getAttribute(STOP_ACCEPTING) instanceof Runnable stop) {
        stop.run();
      }
      madang.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Madang madang) {
    try {
      madang.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    EventsConfigurator.use(null);
    madang.close();
  }

  private static void servlet(ServletContext context, Servlet servlet, String... paths) {
    var added = context.addServlet(servlet.getClass().getSimpleName(), servlet);
    added.setAsyncSupported(true);
    added.addMapping(paths);
  }

  private static FilterRegistration filter(ServletContext context, Filter filter, String... paths) {
    var added = context.addFilter(filter.getClass().getSimpleName(), filter);
    added.setAsyncSupported(true);
    added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, paths);
    return added;
  }

  /** The container's dispatch to the page for an error passes here too. */
  private static void alsoErrors(FilterRegistration filter) {
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.ERROR), false, "/*");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (madang != null) {
      end(madang);
    }
    Database.forgetDrivers();
  }
}
