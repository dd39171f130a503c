package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program {@code vips} (Debian's libvips-tools), which draws what the tests read. */
final class VipsProgram {
  private static final int SECONDS = 120;

  private VipsProgram() {}

  /** Runs an operation; skips the test where there is no such program, or it can't do that. */
  static void run(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("vips"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException absent) {
      abort("the program vips is not there to draw: " + absent.getMessage());
      throw absent;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assumeTrue(
        !output.contains("Unsupported compression") && !output.contains("unknown action"),
        () -> "libvips was built without it: " + output);
    assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
  }
}
