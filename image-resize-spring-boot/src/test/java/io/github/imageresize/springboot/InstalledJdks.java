package io.github.imageresize.springboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine that a test can start programs by: this one, and those beside it. */
final class InstalledJdks {
  private InstalledJdks() {}

  /** One home for each feature version, such as 17; this JDK's is among them. */
  static SortedMap<Integer, Path> byFeature() throws IOException {
    Path running = Path.of(System.getProperty("java.home"));
    SortedMap<Integer, Path> homes = new TreeMap<>();
    homes.put(Runtime.version().feature(), running);
    try (Stream<Path> beside = Files.list(running.toRealPath().getParent())) {
      beside.forEach(home -> feature(home).ifPresent(feature -> homes.putIfAbsent(feature, home)));
    }
    return homes;
  }

  private static Optional<Integer> feature(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> Runtime.Version.parse(line.split("\"")[1]).feature())
          .findFirst();
    } catch (IOException noJdk) {
      return Optional.empty();
    }
  }
}
