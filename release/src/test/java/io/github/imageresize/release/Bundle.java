package io.github.imageresize.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of the bundle, by their paths in a Maven repository. */
final class Bundle {
  static final String GROUP = "io/github/imageresize/";

  private final TreeMap<String, byte[]> files = new TreeMap<>();

  private Bundle() {}

  static Bundle read(Path zip) throws IOException {
    Bundle bundle = new Bundle();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        if (!entry.isDirectory()) {
          bundle.files.put(entry.getName(), file.getInputStream(entry).readAllBytes());
        }
      }
    }
    return bundle;
  }

  List<String> paths() {
    return List.copyOf(files.keySet());
  }

  boolean has(String path) {
    return files.containsKey(path);
  }

  /**
   * @throws IllegalArgumentException if the bundle has no such file
   */
  byte[] bytes(String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("The bundle has no " + path + ", only " + files.keySet());
    }
    return bytes;
  }

  /** What is published, apart from signatures and checksums. */
  List<String> published() {
    return paths().stream()
        .filter(path -> !path.matches(".*\\.(asc|md5|sha1|sha256|sha512)"))
        .toList();
  }

  /** The names of the artifacts: the folders below the group's. */
  List<String> artifacts() {
    List<String> names = new ArrayList<>();
    for (String path : files.keySet()) {
      String name = path.substring(GROUP.length()).split("/")[0];
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }
}
