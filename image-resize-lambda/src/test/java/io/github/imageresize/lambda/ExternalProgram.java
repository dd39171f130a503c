package io.github.imageresize.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs that a machine may have, such as node and npm. */
final class ExternalProgram {
  private static final int SECONDS = 180;

  /** How a program ended, and what it printed. */
  record Outcome(int status, String output) {}

  private ExternalProgram() {}

  /** Whether a command succeeds here. */
  static boolean runs(String... command) throws InterruptedException {
    try {
      return run(Path.of(""), command).status() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  static Outcome run(Path folder, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "did not end within " + SECONDS + " s");
      }
      return new Outcome(
          process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip());
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
