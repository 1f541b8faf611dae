package io.madang.app;

import io.madang.chat.ChatPages;
import io.madang.lab.page.HandshakeFilter;
import io.madang.lab.page.LabPages;
import io.madang.lab.page.LabParts;
import io.madang.login.BasicFilter;
import io.madang.login.LoginPages;
import io.madang.login.LoginParts;
import io.madang.login.Logins;
import io.madang.login.SessionEnds;
import io.madang.market.MarketPages;
import io.madang.pages.Preferences;
import io.madang.pages.PreferencesServlet;
import io.madang.request.FormFilter;
import io.madang.security.Places;
import io.madang.store.Database;
import io.madang.transport.http.AttachmentsServlet;
import io.madang.transport.http.CrossOriginFilter;
import io.madang.transport.http.EventsServlet;
import io.madang.transport.http.QueryFilter;
import io.madang.transport.http.TicketsServlet;
import io.madang.transport.http.TopicsServlet;
import io.madang.transport.websocket.EventsConfigurator;
import io.madang.transport.websocket.UpgradeFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import java.util.function.BooleanSupplier;
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

  /** A server that has users of its own says here whether it has some now. */
  private static final String HAS_USERS = "io.madang.has-users";

  private static final String EVENTS = "/events";
  private static final int REFUSALS = 1_000;
  private static final int REFUSALS_PER_ADDRESS = 100;

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
    BooleanSupplier hasRealm = addLogin(context, started);
    filters(context, started, hasRealm);
    started.labParts().ifPresent(lab -> addLab(context, lab));
    servlet(context, new EventsServlet(started.httpParts()), EVENTS);
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

  private static void filters(ServletContext context, Madang started, BooleanSupplier hasRealm) {
    Settings settings = started.settings();
    InOrder filters = new InOrder();
    if (!settings.proxies().isEmpty()) {
      filters.addForAll(new ForwardedFilter(settings.proxies()));
    }
    filters.add(new BasicFilter(started.logins(), hasRealm), "/*");
    filters.addForAll(new PageHeaders(settings.browsers()));
    filters.add(new QueryFilter(started.httpParts(), PageHeaders::isPage), "/*");
    started.labParts().ifPresent(lab -> filters.add(new HandshakeFilter(lab), EVENTS));
    Places refusals = new Places("refusals that wait", REFUSALS, REFUSALS_PER_ADDRESS);
    filters.add(
        new UpgradeFilter(
            started.door(), started.httpParts().clock(), refusals::take, started::takePing),
        EVENTS);
    filters.addForAll(new Preferences(started.door(), hasRealm));
    filters.add(new PassFilter(started.entrance().passes()), "", "/chat/*", "/market");
    filters.add(new FormFilter(started.formBodies()), "/*");
    if (!settings.origins().isEmpty()) {
      filters.add(
          new CrossOriginFilter(settings.origins()),
          EVENTS,
          "/topics/*",
          "/tickets",
          "/attachments/*",
          "/client/*");
    }
    filters.add(new PackedFiles(), "/client/*", "/static/*");
    var added = context.addFilter(InOrder.class.getSimpleName(), filters);
    added.setAsyncSupported(true);
    added.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");
  }

  private static void addLab(ServletContext context, LabParts lab) {
    servlet(context, new LabPages(lab), "/lab", "/lab/*");
    context.setAttribute("hasLab", true);
  }

  /** Returns whether there is a realm, which may change. */
  private static BooleanSupplier addLogin(ServletContext context, Madang madang) {
    Settings.Login login = madang.settings().login();
    BooleanSupplier hasRealm =
        switch (login.page()) {
          case ON -> () -> true;
          case OFF -> () -> false;
          case AUTO ->
              context.getAttribute(HAS_USERS) instanceof BooleanSupplier known
                  ? known
                  : () -> false;
        };
    context.declareRoles(madang.door().roles().toArray(String[]::new));
    context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
    context.getSessionCookieConfig().setHttpOnly(true);
    context.getSessionCookieConfig().setAttribute("SameSite", "Lax");
    context.addListener(new SessionEnds(madang::endSession));
    Logins logins = madang.logins();
    LoginParts parts =
        new LoginParts(
            madang.forms(), logins, hasRealm, login.session(), madang.httpParts().clock());
    servlet(context, new LoginPages(parts), "/login", "/logout");
    return hasRealm;
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

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (madang != null) {
      end(madang);
    }
    Database.forgetDrivers();
  }
}
