package io.madang.boot;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.eclipse.jetty.ee10.apache.jsp.JettyJasperInitializer;
import org.eclipse.jetty.ee10.jsp.JettyJspServlet;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;

/**
 * Jasper, made ready for the first page and not for the first message: reading the tag libraries
 * takes a fifth of the whole start.
 */
public final class JspPages extends JettyJspServlet {

  private static final long serialVersionUID = 1L;
  private static final String LIBRARIES = "/WEB-INF/lib/";
  private static final String STANDARD_TAGS = LIBRARIES + "jakarta.servlet.jsp.jstl-";

  static ServletHolder holder() {
    ServletHolder holder = new ServletHolder("jsp", JspPages.class);
    holder.setInitParameter("compilerSourceVM", "17");
    holder.setInitParameter("compilerTargetVM", "17");
    return holder;
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    ServletContext context = config.getServletContext();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Jasper keeps the one it meets here; the request before, still ending, may have left another.
    thread.setContextClassLoader(context.getClassLoader());
    try {
      context.setAttribute(MetaInfConfiguration.METAINF_TLDS, tagLibraries(context));
      new JettyJasperInitializer().onStartup(Set.of(), context);
      super.init(config);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Where the standard tags are described; Jasper would look for them in every jar there is. */
  private static List<URL> tagLibraries(ServletContext context) throws ServletException {
    List<URL> found = new ArrayList<>();
    for (String path : context.getResourcePaths(LIBRARIES)) {
      if (path.startsWith(STANDARD_TAGS)) {
        try (JarFile jar = new JarFile(context.getRealPath(path))) {
          String inside = "jar:" + context.getResource(path) + "!/";
          for (var entry : jar.stream().filter(e -> e.getName().endsWith(".tld")).toList()) {
            found.add(new URL(inside + entry.getName()));
          }
        } catch (IOException e) {
          throw new ServletException("the standard tags cannot be read", e);
        }
      }
    }
    return found;
  }
}
