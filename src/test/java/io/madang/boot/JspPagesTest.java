package io.madang.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page readies Jasper, whatever the thread that asks for it did before. */
class JspPagesTest {

  private final Server server = new Server();
  private final LocalConnector connector = new LocalConnector(server);
  private final ServletHolder pages = JspPages.holder();

  @BeforeEach
  void start(@TempDir Path webapp) throws Exception {
    Files.createDirectories(webapp.resolve("WEB-INF/lib"));
    Files.writeString(
        webapp.resolve("page.jsp"), "<%@ page session=\"false\" %><p>${1 + 1}</p>", UTF_8);
    ServletContextHandler context = new ServletContextHandler();
    context.setBaseResourceAsPath(webapp);
    context.setTempDirectory(webapp.resolve("work").toFile());
    context.setClassLoader(JspPages.class.getClassLoader());
    context.addServlet(pages, "*.jsp");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void theFirstPageMayComeOnAThreadThatHasJustLeftAnotherContext() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      pages.getServlet();
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThat(connector.getResponse("GET /page.jsp HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("<p>2</p>");
  }
}
