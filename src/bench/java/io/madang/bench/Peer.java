package io.madang.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A server that can be measured, as its folder in {@code src/bench/peers} tells.
 *
 * <p>Its {@code peer.properties}: {@code title}, {@code dialect}, the commands {@code install} and
 * {@code run}, and {@code options} for the generator; or {@code server}, another folder of a server
 * that is only read in another way: what is not told is as there. In the commands {@code {work}} is
 * the folder that the server works in, {@code target/peers/NAME}, where its files are copied;
 * {@code {sources}} the one that they come from; {@code {java}} this very Java; {@code {root}} the
 * project's folder; {@code {port}} the port to serve on.
 *
 * <p>Threads: immutable.
 */
final class Peer {

  private static final long INSTALL_SECONDS = 900;

  private final String name;
  private final Path sources;
  private final Properties told;

  private Peer(String name, Path sources, Properties told) {
    this.name = name;
    this.sources = sources;
    this.told = told;
  }

  /** Reads what a folder tells. */
  static Peer in(Path folder) throws IOException {
    Properties told = told(folder, new Properties());
    String server = told.getProperty("server");
    if (server == null) {
      return new Peer(nameOf(folder), folder, told);
    }
    Path sources = folder.resolveSibling(server);
    return new Peer(nameOf(folder), sources, told(folder, told(sources, new Properties())));
  }

  private static Properties told(Path folder, Properties otherwise) throws IOException {
    Properties told = new Properties(otherwise);
    try (Reader reader = Files.newBufferedReader(folder.resolve("peer.properties"))) {
      told.load(reader);
    }
    return told;
  }

  private static String nameOf(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  String name() {
    return name;
  }

  String title() {
    return told.getProperty("title", name);
  }

  /** Says whether it is Madang, however it is read. */
  boolean isMadang() {
    return told.getProperty("run", "").contains("madang.war");
  }

  /** Says whether it runs on a JVM, which compiles what it does often. */
  boolean warmsUp() {
    return told.getProperty("run", "").startsWith("{java}");
  }

  /** Returns what the generator has to know to talk with it. */
  List<String> generatorOptions() {
    List<String> options = new ArrayList<>(words("options"));
    options.add("--dialect=" + told.getProperty("dialect"));
    return options;
  }

  /** Brings in what it needs, unless that was done for the same files before. */
  void install() throws IOException, InterruptedException {
    Path done = work().resolve("installed");
    if (!copy() && Files.exists(done)) {
      return;
    }
    Files.deleteIfExists(done);
    List<String> command = command("install", 0);
    if (!command.isEmpty()) {
      System.out.println("installing " + title());
      Path log = work().resolve("install.log");
      try (Child installing = Child.start(command, log)) {
        if (installing.await(INSTALL_SECONDS).orElse(1) != 0) {
          throw new IllegalStateException(name + " cannot be installed, see " + log);
        }
      }
    }
    Files.createFile(done);
  }

  Contestant start(List<String> more) throws IOException {
    return Contestant.startAt(
        name,
        port -> {
          List<String> command = command("run", port);
          command.addAll(more);
          return command;
        },
        work().resolve("server.log"));
  }

  /** Copies its files to where it works, and says whether one of them was new. */
  private boolean copy() throws IOException {
    Files.createDirectories(work());
    boolean isNew = false;
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = work().resolve(file.getFileName());
        if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
          isNew = true;
          Files.write(copy, Files.readAllBytes(file));
        }
      }
    }
    return isNew;
  }

  private Path work() {
    return Path.of("target", "peers", nameOf(sources)).toAbsolutePath();
  }

  private List<String> command(String property, int port) {
    List<String> command = new ArrayList<>();
    for (String word : words(property)) {
      command.add(
          word.replace("{java}", Path.of(System.getProperty("java.home"), "bin", "java").toString())
              .replace("{work}", work().toString())
              .replace("{sources}", sources.toAbsolutePath().toString())
              .replace("{root}", Path.of("").toAbsolutePath().toString())
              .replace("{port}", Integer.toString(port)));
    }
    return command;
  }

  private List<String> words(String property) {
    String text = told.getProperty(property, "").strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }
}
