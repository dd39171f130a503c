package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    Optional<Path> java =
        InstalledJdks.byFeature().tailMap(VIRTUAL_THREADS).values().stream()
            .map(home -> home.resolve("bin/java"))
            .findFirst();
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
}
