package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions that the build has written down, since the merged jar has lost those of its parts. */
final class LibraryVersions {
  private static final String RESOURCE = "versions.properties";

  private LibraryVersions() {}

  static String of(String library) {
    Properties versions = new Properties();
    try (InputStream in = LibraryVersions.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " must be beside the classes, but is not");
      }
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty(library, "of unknown version");
  }
}
