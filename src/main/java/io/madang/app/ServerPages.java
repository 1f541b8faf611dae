package io.madang.app;

import io.madang.core.StoreException;
import io.madang.store.Database;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /server}: what an application server does for the programs in it, by the example of this
 * one.
 *
 * <p>Threads: any.
 */
final class ServerPages extends HttpServlet {

  private static final System.Logger LOG = System.getLogger(ServerPages.class.getName());

  private final transient Madang madang;
  private final boolean tellsVersions;
  private transient volatile Database.@Nullable Product product;

  ServerPages(Madang madang) {
    this.madang = madang;
    this.tellsVersions = madang.settings().serverPage() == Settings.ServerPage.VERSIONS;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Vary", "Accept-Language, Cookie");
    boolean ownsPool = madang.database().close() != null;
    request.setAttribute("facts", ServerFacts.of(request, tellsVersions, database(), ownsPool));
    request.setAttribute("tellsVersions", tellsVersions);
    request.getRequestDispatcher("/WEB-INF/pages/server.jsp").forward(request, response);
  }

  /** Asked once: it does not change, and visitors shall not keep the database busy. */
  private String database() {
    Database.Product known = product;
    if (known == null) {
      try {
        known = madang.database().product();
        product = known;
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.DEBUG, "{0}", e.toString());
        return "";
      }
    }
    return tellsVersions ? known.name() + " " + known.version() : known.name();
  }
}
