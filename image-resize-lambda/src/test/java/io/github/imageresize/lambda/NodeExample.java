package io.github.imageresize.lambda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The example function on Node with sharp, with its packages beside it. */
public final class NodeExample {
  private NodeExample() {}

  /**
   * Copies the example and installs its packages unless they are there; skips the test where that
   * cannot be.
   *
   * @param example the example's folder
   * @param folder where it is to be run
   * @return the program to run
   */
  public static Path prepare(Path example, Path folder) throws IOException, InterruptedException {
    assumeTrue(ExternalProgram.runs("node", "--version"), "node is not installed");
    assumeTrue(ExternalProgram.runs("npm", "--version"), "npm is not installed");
    Files.createDirectories(folder);
    for (String file : List.of("index.mjs", "runtime.mjs", "package.json")) {
      Files.copy(example.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    assumeTrue(
        Files.isDirectory(folder.resolve("node_modules/sharp"))
            || ExternalProgram.run(folder, "npm", "install", "--no-audit", "--no-fund", "--silent")
                    .status()
                == 0,
        "npm cannot install sharp");
    return folder.resolve("runtime.mjs");
  }
}
