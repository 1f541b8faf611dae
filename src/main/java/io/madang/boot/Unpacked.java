package io.madang.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The WAR as a folder, from which Jetty serves and classes are loaded.
 *
 * <p>It is unpacked once for each version of the file, which its size and time tell. A folder that
 * was not finished, because somebody pulled the plug, lacks its mark and is made anew.
 */
record Unpacked(Path war) {

  private static final List<String> PROGRAM = List.of("picocli/", "io/", "META-INF/");

  Path in(Path work) throws IOException {
    Path folder = work.resolve("madang");
    Path mark = work.resolve("madang.unpacked");
    try {
      Files.createDirectories(work);
    } catch (IOException e) {
      throw new IOException("cannot write to the data folder " + work.getParent(), e);
    }
    String version = Files.size(war) + " " + Files.getLastModifiedTime(war) + " " + war;
    try (FileChannel lock =
            FileChannel.open(
                work.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = lock.lock()) {
      if (!held.isValid() || !Files.exists(mark) || !Files.readString(mark).equals(version)) {
        Files.deleteIfExists(mark);
        delete(folder);
        unpack(folder);
        Files.writeString(mark, version);
      }
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException("cannot write to the data folder " + work.getParent(), e);
    }
    return folder;
  }

  private void unpack(Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (ZipEntry entry : zip.stream().filter(Unpacked::isServed).toList()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the file holds a path that leads out of it");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
    }
  }

  /** The program that does this runs from the file itself. */
  private static boolean isServed(ZipEntry entry) {
    return PROGRAM.stream().noneMatch(entry.getName()::startsWith);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
