package io.madang.bench.scenario;

import io.madang.bench.Contestant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat with the WAR as its root application: as it comes, or with what {@code server-config}
 * says.
 *
 * @param home an unpacked Tomcat, which is not changed
 * @param config the folder {@code server-config/tomcat}, or null for Tomcat as it comes
 */
record Tomcat(Path home, @Nullable Path config) {

  private static final List<String> CONF =
      List.of("catalina.properties", "context.xml", "logging.properties", "web.xml", "server.xml");
  private static final Pattern PROPERTY = Pattern.compile("-Dorg[^\"\\s]+");

  Contestant start(ServerOptions options, String name, List<String> settings) throws IOException {
    Path base = options.newFolder(name).toAbsolutePath();
    for (String folder : List.of("conf", "lib", "webapps", "temp", "logs", "work")) {
      Files.createDirectories(base.resolve(folder));
    }
    for (String file : CONF) {
      Files.copy(home.resolve("conf").resolve(file), base.resolve("conf").resolve(file));
    }
    Files.copy(options.war, base.resolve("webapps").resolve("ROOT.war"));
    if (config != null) {
      String added = "madang-tomcat.jar";
      Files.copy(options.war.resolveSibling(added), base.resolve("lib").resolve(added));
    }
    return Contestant.startAt(
        name, port -> command(options, base, port, settings), options.log(name));
  }

  private List<String> command(ServerOptions options, Path base, int port, List<String> settings) {
    configure(base.resolve("conf").resolve("server.xml"), port);
    List<String> command = new ArrayList<>(options.javaCommand());
    command.addAll(properties());
    command.addAll(
        List.of(
            "-Dtomcat.http.port=" + port,
            "-Dtomcat.http.address=127.0.0.1",
            "-Dcatalina.home=" + home.toAbsolutePath(),
            "-Dcatalina.base=" + base,
            "-Djava.io.tmpdir=" + base.resolve("temp"),
            "-Dmadang.data=" + base.resolve("data"),
            "-Dmadang.publish-key=" + options.key));
    settings.forEach(setting -> command.add("-D" + setting));
    options.settings.forEach(setting -> command.add("-D" + setting));
    command.addAll(
        List.of(
            "-cp",
            home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
            "org.apache.catalina.startup.Bootstrap",
            "start"));
    return command;
  }

  /** The system properties that our {@code setenv.sh} sets. */
  private List<String> properties() {
    if (config == null) {
      return List.of();
    }
    try {
      String script = Files.readString(config.resolve("setenv.sh"));
      return PROPERTY.matcher(script).results().map(MatchResult::group).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes our file, or changes nothing but the ports in Tomcat's own. */
  private void configure(Path serverXml, int port) {
    try {
      String text =
          config == null
              ? Files.readString(serverXml)
                  .replace("port=\"8080\"", "port=\"" + port + "\"")
                  .replace("port=\"8005\"", "port=\"-1\"")
              : Files.readString(config.resolve("server.xml"));
      Files.writeString(serverXml, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
