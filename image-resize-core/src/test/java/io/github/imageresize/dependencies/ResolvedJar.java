package io.github.imageresize.dependencies;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A jar that the build resolved, named by where it lies in a local repository.
 *
 * @param folders the folders above the artifact's, joined by dots: they end in the group
 */
record ResolvedJar(String folders, String artifact, String version) {
  /** The jars of the class path of this JVM. */
  static List<ResolvedJar> ofClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> of(Path.of(entry)))
        .toList();
  }

  static ResolvedJar of(Path file) {
    int names = file.getNameCount();
    StringBuilder folders = new StringBuilder();
    for (int i = 0; i < names - 3; i++) {
      folders.append('.').append(file.getName(i));
    }
    return new ResolvedJar(
        folders.toString(), file.getName(names - 3).toString(), file.getName(names - 2).toString());
  }

  boolean is(String group, String name) {
    return artifact.equals(name) && folders.endsWith("." + group);
  }
}
