package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that waits for its image when the application ends is answered first. */
@Timeout(600)
class ShutdownIT {
  private static final int VIRTUAL_THREADS = 21;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Container.class)
  void losesNoRequest(Container container) throws Exception {
    HeldApplication.Outcome outcome = HeldApplication.endedAmidRequest(container, false);

    assertThat(outcome.endedBefore()).isFalse();
    assertThat(outcome.status()).isEqualTo(200);
    assertThat(Originals.size(outcome.body())).isEqualTo("320x240");
    assertThat(outcome.virtual()).isFalse();
  }

  @Test
  void losesNoRequestOnVirtualThreads() throws Exception {
    Optional<Path> java = javaWithVirtualThreads();
    assumeTrue(
        java.isPresent(),
        "no JDK " + VIRTUAL_THREADS + " or newer beside " + System.getProperty("java.home"));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                java.get().toString(),
                "-Djava.awt.headless=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HeldApplication.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(Files.readString(output)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(output)
        .content()
        .contains(
            "OUTCOME TOMCAT status=200 size=320x240 virtual=true",
            "OUTCOME JETTY status=200 size=320x240 virtual=true");
  }

  /** This JDK, or one that lies beside it. */
  private static Optional<Path> javaWithVirtualThreads() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    if (Runtime.version().feature() >= VIRTUAL_THREADS) {
      return Optional.of(home.resolve("bin/java"));
    }
    try (Stream<Path> others = Files.list(home.toRealPath().getParent())) {
      return others.filter(ShutdownIT::isNewEnough).map(jdk -> jdk.resolve("bin/java")).findFirst();
    }
  }

  private static boolean isNewEnough(Path jdk) {
    try {
      return Files.readAllLines(jdk.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> Runtime.Version.parse(line.split("\"")[1]))
          .anyMatch(version -> version.feature() >= VIRTUAL_THREADS);
    } catch (IOException noJdk) {
      return false;
    }
  }
}
