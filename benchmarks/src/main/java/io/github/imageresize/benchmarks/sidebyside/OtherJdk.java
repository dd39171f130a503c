package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK beside the one that runs the comparison.
 *
 * @param home where it is
 * @param version such as {@code 25.0.1}
 */
record OtherJdk(Path home, String version) {
  /**
   * Finds a JDK.
   *
   * @throws IOException if there is none
   */
  static OtherJdk at(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.exists(release)) {
      throw new IOException(
          home + " must be the home of a JDK, with a file named 'release', but has none");
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    }
    return new OtherJdk(home, properties.getProperty("JAVA_VERSION", "").replace("\"", ""));
  }

  /** What this library is called in the tables when it runs on that JDK. */
  String contender() {
    return Contenders.OWN_ON_JAVA + version;
  }
}
