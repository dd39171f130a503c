package io.github.imageresize.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The list {@code known-vulnerabilities.txt}, held against jars of a Maven repository. */
final class KnownVulnerabilities {
  private static final int COLUMNS = 4;

  private final List<Entry> entries = new ArrayList<>();

  /** One line of the list. */
  record Entry(String group, String artifact, String from, String fixed, String identifier) {
    boolean concerns(Jar jar) {
      return jar.group.equals(group)
          && jar.artifact.equals(artifact)
          && compare(jar.version, from) >= 0
          && compare(jar.version, fixed) < 0;
    }
  }

  /** A jar of a class path. */
  record Jar(String group, String artifact, String version) {
    /** Reads where a jar lies in a local repository: group by folders, artifact, version, file. */
    static Jar of(Path file) {
      int names = file.getNameCount();
      String version = file.getName(names - 2).toString();
      String artifact = file.getName(names - 3).toString();
      StringBuilder group = new StringBuilder();
      for (int i = 0; i < names - 3; i++) {
        group.append(i == 0 ? "" : ".").append(file.getName(i));
      }
      return new Jar(group.toString(), artifact, version);
    }

    /** The same with the group that an entry names, whatever folders stand before it. */
    Jar in(String knownGroup) {
      return group.equals(knownGroup) || group.endsWith("." + knownGroup)
          ? new Jar(knownGroup, artifact, version)
          : this;
    }
  }

  static KnownVulnerabilities read() throws IOException {
    KnownVulnerabilities known = new KnownVulnerabilities();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    KnownVulnerabilities.class.getResourceAsStream("/known-vulnerabilities.txt")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          known.entries.add(entry(line));
        }
      }
    }
    return known;
  }

  private static Entry entry(String line) {
    String[] columns = line.strip().split("\\s+", -1);
    String[] name = columns[0].split(":", -1);
    if (columns.length != COLUMNS || name.length != 2) {
      throw new IllegalArgumentException("a line must have four columns, but is: " + line);
    }
    return new Entry(name[0], name[1], columns[1], columns[2], columns[3]);
  }

  int size() {
    return entries.size();
  }

  /** What is known against a jar, as text. */
  List<String> against(Jar jar) {
    return entries.stream()
        .filter(entry -> entry.concerns(jar.in(entry.group)))
        .map(
            entry ->
                "%s:%s:%s has %s; take %s or newer"
                    .formatted(
                        entry.group, jar.artifact, jar.version, entry.identifier, entry.fixed))
        .toList();
  }

  /** Compares versions number by number; what is no number does not count. */
  static int compare(String one, String other) {
    int[] a = numbers(one);
    int[] b = numbers(other);
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      int order = Integer.compare(i < a.length ? a[i] : 0, i < b.length ? b[i] : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[^0-9]+", -1))
        .filter(part -> !part.isEmpty() && part.length() < 10)
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
