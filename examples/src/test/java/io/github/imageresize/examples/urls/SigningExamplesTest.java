package io.github.imageresize.examples.urls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signers in other languages, where those are installed, on the published test vectors. */
class SigningExamplesTest {
  @ParameterizedTest
  @CsvSource({"node, check-vectors.mjs", "python3, check_vectors.py"})
  void signAsThePublishedVectorsSay(String interpreter, String script) throws Exception {
    assumeTrue(runs(interpreter), interpreter + " is not installed");

    Process check =
        new ProcessBuilder(interpreter, script)
            .directory(Path.of("signing").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(output).matches("[0-9]+ vectors agree\\R");
    assertThat(check.exitValue()).isZero();
  }

  private static boolean runs(String interpreter) throws InterruptedException {
    try {
      return new ProcessBuilder(interpreter, "--version").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
