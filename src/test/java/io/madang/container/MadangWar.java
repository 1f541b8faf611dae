package io.madang.container;

import io.madang.e2e.kit.Urls;
import jakarta.json.Json;
import java.io.File;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.glassfish.tyrus.core.TyrusSession;
import org.glassfish.tyrus.spi.ClientContainer;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that the build made, with a test and what it needs inside.
 *
 * <p>Of Tyrus only the client's own jars go in: its API is the container's, and its server would
 * make Tomcat and WildFly refuse the archive.
 */
final class MadangWar {

  private static final File WAR = new File("target/madang.war");

  private MadangWar() {}

  /** The WAR as it is. */
  static WebArchive asBuilt() {
    return ShrinkWrap.create(ZipImporter.class, "madang.war").importFrom(WAR).as(WebArchive.class);
  }

  /** A WAR without Madang, to look at the server from inside. */
  static WebArchive probe() {
    return withTests(ShrinkWrap.create(WebArchive.class, "probe.war"))
        .addAsLibraries(jarOf(Json.class), jarOf(Json.createReaderFactory(Map.of()).getClass()));
  }

  /** The WAR with the tests, on the container's own pool of connections. */
  static WebArchive withDataSource() {
    WebArchive war = with("madang.store.jndi", jndiName());
    return isTomcat()
        ? war.addAsManifestResource(new File("server-config/tomcat/madang.xml"), "context.xml")
        : war;
  }

  /** Where the container has it; Tomcat's resources belong to the web application. */
  static String jndiName() {
    return isTomcat() ? "java:comp/env/jdbc/madang" : "jdbc/madang";
  }

  private static boolean isTomcat() {
    return System.getProperty("arquillian.launch", "").startsWith("tomcat");
  }

  /** The WAR with the tests, their kit and some settings: name, value, name, value. */
  static WebArchive with(String... settings) {
    return withTests(asBuilt()).addAsLibrary(settings(settings));
  }

  private static WebArchive withTests(WebArchive war) {
    return war.addPackage(InContainer.class.getPackage())
        .addPackage(Urls.class.getPackage())
        .addAsResource(
            new StringAsset(Long.toString(ProcessHandle.current().pid())),
            EndsWithItsBuild.PID.substring(1))
        .addAsLibraries(
            Stream.of(
                    ClientManager.class,
                    JdkClientContainer.class,
                    TyrusSession.class,
                    ClientContainer.class,
                    Assertions.class,
                    Awaitility.class,
                    Matcher.class)
                .map(MadangWar::jarOf)
                .toArray(File[]::new));
  }

  /** A fragment of the deployment descriptor: settings of this WAR, not of the container. */
  private static JavaArchive settings(String... namesAndValues) {
    StringBuilder params = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      params.append(
          "<context-param><param-name>%s</param-name><param-value>%s</param-value></context-param>"
              .formatted(namesAndValues[i], namesAndValues[i + 1]));
    }
    return ShrinkWrap.create(JavaArchive.class, "settings.jar")
        .addAsManifestResource(
            new StringAsset(
                "<web-fragment xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                    + params
                    + "</web-fragment>"),
            "web-fragment.xml");
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
