package io.madang.container;

import java.io.File;
import java.net.URISyntaxException;
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

  /** The WAR with a test class and the classes of ours that it uses. */
  static WebArchive with(Class<?>... classes) {
    return ShrinkWrap.create(ZipImporter.class, "madang.war")
        .importFrom(WAR)
        .as(WebArchive.class)
        .addClasses(classes)
        .addClasses(InContainer.class, EndsWithItsBuild.class)
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

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
