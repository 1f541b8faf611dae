package io.madang.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The folder of the browser client is an npm package as it stands, and a small one. */
class ClientPackageTest {

  private static final Path FOLDER = Path.of("webapp/client");
  private static final int MAX_BYTES = 12 << 10;
  private static final int MARGIN_BYTES = 50;
  private static final Pattern IMPORT = Pattern.compile("(?:from|import) \"([^\"]+)\";");
  private static final Pattern VERSION = Pattern.compile("<version>([0-9.]+)(?:-SNAPSHOT)?<");

  @Test
  void itHasNoDependencyAndEveryModuleThatItNeeds() throws IOException {
    for (Path module : modules(FOLDER)) {
      List<String> imports =
          IMPORT.matcher(Files.readString(module)).results().map(m -> m.group(1)).toList();
      assertThat(imports)
          .as(module.toString())
          .allSatisfy(name -> assertThat(name).startsWith("./"))
          .allSatisfy(name -> assertThat(FOLDER.resolve(name)).isRegularFile());
    }
  }

  @Test
  void itsDescriptionNamesTheDoorAndTheVersionOfTheServer() throws IOException {
    JsonObject about = new Json(8).object(Files.readString(FOLDER.resolve("package.json")));
    MatchResult version =
        VERSION.matcher(Files.readString(Path.of("pom.xml"))).results().findFirst().orElseThrow();

    assertThat(about.getString("type")).isEqualTo("module");
    assertThat(about.getString("version")).isEqualTo(version.group(1));
    assertThat(about).doesNotContainKeys("dependencies", "scripts");
    JsonObject door = about.getJsonObject("exports").getJsonObject(".");
    assertThat(FOLDER.resolve(door.getString("default"))).isRegularFile();
    assertThat(FOLDER.resolve(door.getString("types"))).isRegularFile();
  }

  /**
   * What a page loads: each module packed by itself, as the server does, comments included. What is
   * imported when an option asks for it comes beside it.
   */
  @Test
  void itsModulesAreSmallAsTheyAreServed() throws IOException {
    int sum = 0;
    for (Path module : modules(FOLDER)) {
      int packed = packed(module);
      assertThat(packed).as(module.toString()).isGreaterThan(900);
      sum += isForAnOption(module) ? 0 : packed;
    }
    assertThat(sum).isBetween(10_000, MAX_BYTES - MARGIN_BYTES);
  }

  private static boolean isForAnOption(Path module) throws IOException {
    String door = Files.readString(FOLDER.resolve("madang.js"));
    return door.contains("import(\"./" + module.getFileName() + "\")");
  }

  private static int packed(Path module) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      Files.copy(module, out);
    }
    return packed.size();
  }

  private static List<Path> modules(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    }
  }
}
