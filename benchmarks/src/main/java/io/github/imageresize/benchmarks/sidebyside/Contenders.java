package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that are compared, each in a process of its own. */
final class Contenders implements AutoCloseable {
  static final String OWN = "image-resize";

  /** This library on another JDK; its version follows. */
  static final String OWN_ON_JAVA = OWN + " on Java ";

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
   * @param other on which this library is to run as well
   * @param sharpAlone whether the JVM's others are left out
   */
  static Contenders start(
      Path sharpWorker, Path peers, Optional<OtherJdk> other, boolean sharpAlone)
      throws IOException {
    Contenders contenders = new Contenders();
    try {
      contenders.start(OWN, jvm(OWN));
      if (other.isPresent()) {
        contenders.start(other.get().contender(), jvm(other.get().home(), OWN));
      }
      contenders.start(SHARP, List.of("node", sharpWorker.toString(), peers.toString()));
      if (!sharpAlone) {
        contenders.start(THUMBNAILATOR, jvm(THUMBNAILATOR));
        contenders.start(IMAGE_IO, jvm(IMAGE_IO));
      }
    } catch (IOException e) {
      contenders.close();
      throw e;
    }
    return contenders;
  }

  private void start(String name, List<String> command) throws IOException {
    started.add(Contender.start(name, command, LIMIT));
  }

  /** Whether that is this library, on whichever JDK. */
  static boolean isOwn(String contender) {
    return contender.equals(OWN) || contender.startsWith(OWN_ON_JAVA);
  }

  /** The command of a worker for a library of the JVM. */
  static List<String> jvm(String library) {
    return jvm(Path.of(System.getProperty("java.home")), library);
  }

  /** The same on another JDK. */
  static List<String> jvm(Path home, String library) {
    return List.of(
        home.resolve("bin").resolve("java").toString(),
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
