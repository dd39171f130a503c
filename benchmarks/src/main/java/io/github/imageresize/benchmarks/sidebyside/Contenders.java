package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that are compared, each in a process of its own. */
final class Contenders implements AutoCloseable {
  static final String OWN = "image-resize";
  static final String SHARP = "sharp";
  static final String THUMBNAILATOR = "Thumbnailator";
  static final String IMAGE_IO = "ImageIO";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final List<Contender> started = new ArrayList<>();

  private Contenders() {}

  /**
   * Starts them: those of the JVM on the JDK and the class path of this process, without options.
   *
   * @param sharpWorker the script that answers for sharp
   * @param peers the folder where sharp is installed
   */
  static Contenders start(Path sharpWorker, Path peers) throws IOException {
    Contenders contenders = new Contenders();
    try {
      contenders.start(OWN, jvm(OWN));
      contenders.start(SHARP, List.of("node", sharpWorker.toString(), peers.toString()));
      contenders.start(THUMBNAILATOR, jvm(THUMBNAILATOR));
      contenders.start(IMAGE_IO, jvm(IMAGE_IO));
    } catch (IOException e) {
      contenders.close();
      throw e;
    }
    return contenders;
  }

  private void start(String name, List<String> command) throws IOException {
    started.add(Contender.start(name, command, LIMIT));
  }

  /** The command of a worker for a library of the JVM. */
  static List<String> jvm(String library) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        JvmWorker.class.getName(),
        library);
  }

  /** In the order in which they take turns. */
  List<Contender> all() {
    return started;
  }

  @Override
  public void close() throws IOException {
    for (Contender contender : started) {
      contender.close();
    }
  }
}
