package io.github.imageresize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of the modules that are deployed, for tests of how they are laid out. */
public final class SourceFiles {
  private SourceFiles() {}

  /**
   * A file.
   *
   * @param path below the package of the library, such as {@code http/Presets.java}
   * @param name of its class
   * @param code without comments
   */
  public record SourceFile(String path, String name, String code) {}

  /** All of them, but for those that describe packages and modules. */
  public static List<SourceFile> ofDeployedModules() throws IOException {
    List<SourceFile> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.sorted().toList()) {
        Path sources = module.resolve("src/main/java/io/github/imageresize");
        if (module.getFileName().toString().startsWith("image-resize-")
            && Files.isDirectory(sources)) {
          addAll(sources, files);
        }
      }
    }
    return files;
  }

  private static void addAll(Path sources, List<SourceFile> files) throws IOException {
    try (Stream<Path> tree = Files.walk(sources)) {
      for (Path file : tree.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (!name.endsWith("-info")) {
          String code =
              Files.readString(file)
                  .replaceAll("(?sm)^ */\\*.*?\\*/", "")
                  .replaceAll("(?m)(^| )//.*$", "");
          String path = sources.relativize(file).toString().replace('\\', '/');
          files.add(new SourceFile(path, name, code));
        }
      }
    }
  }
}
