package io.github.imageresize.dependencies;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which versions of which jars have which known vulnerabilities, by {@link #committed} list. */
final class KnownVulnerabilities {
  private static final int COLUMNS = 4;

  private final List<Entry> entries;

  private KnownVulnerabilities(List<Entry> entries) {
    this.entries = entries;
  }

  /** One line of the list: from a version on, up to the one that mends it. */
  private record Entry(String group, String artifact, Version from, Version fixed, String id) {
    static Entry of(String line) {
      String[] columns = line.strip().split("\\s+", -1);
      String[] name = columns[0].split(":", -1);
      if (columns.length != COLUMNS || name.length != 2) {
        throw new IllegalArgumentException(
            "a line must have a group:artifact, two versions and an identifier, but is: " + line);
      }
      Version from = Version.of(columns[1]);
      Version fixed = Version.of(columns[2]);
      if (from.compareTo(fixed) >= 0) {
        throw new IllegalArgumentException("a line must have a range, but has none: " + line);
      }
      return new Entry(name[0], name[1], from, fixed, columns[3]);
    }

    boolean concerns(ResolvedJar jar) {
      Version version = Version.of(jar.version());
      return jar.is(group, artifact)
          && version.compareTo(from) >= 0
          && version.compareTo(fixed) < 0;
    }

    String against(ResolvedJar jar) {
      return "%s:%s:%s has %s; take %s or newer"
          .formatted(group, artifact, jar.version(), id, fixed);
    }
  }

  /** The list that is committed beside this class. */
  static KnownVulnerabilities committed() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    KnownVulnerabilities.class.getResourceAsStream("known-vulnerabilities.txt")),
                StandardCharsets.UTF_8))) {
      return of(lines.lines().toList());
    }
  }

  /** A list of these lines; blank ones and those that begin with {@code #} say nothing. */
  static KnownVulnerabilities of(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        entries.add(Entry.of(line));
      }
    }
    return new KnownVulnerabilities(List.copyOf(entries));
  }

  /** What is known against a jar, as text. */
  List<String> against(ResolvedJar jar) {
    return entries.stream()
        .filter(entry -> entry.concerns(jar))
        .map(entry -> entry.against(jar))
        .toList();
  }
}
