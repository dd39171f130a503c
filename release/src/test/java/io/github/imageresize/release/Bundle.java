package io.github.imageresize.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The files of the bundle, by their paths in a Maven repository. */
final class Bundle {
  static final String GROUP = "io/github/imageresize/";
  static final String VERSION = System.getProperty("bundle.version");

  private final TreeMap<String, byte[]> files = new TreeMap<>();

  private Bundle() {}

  /** That which the build made. */
  static Bundle read() throws IOException {
    Bundle bundle = new Bundle();
    try (ZipFile file = new ZipFile(System.getProperty("bundle"))) {
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

  /** The names of those artifacts that have a jar. */
  List<String> jars() {
    List<String> jars = artifacts().stream().filter(name -> has(path(name, ".jar"))).toList();
    if (jars.isEmpty()) {
      throw new IllegalStateException("The bundle has no jar, only " + files.keySet());
    }
    return jars;
  }

  /**
   * @param suffix such as {@code -sources.jar}
   */
  byte[] file(String artifact, String suffix) {
    return bytes(path(artifact, suffix));
  }

  /** What is within a jar, by name. */
  Map<String, byte[]> contents(String artifact, String suffix) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file(artifact, suffix)))) {
      ZipEntry entry;
      while ((entry = in.getNextEntry()) != null) {
        contents.put(entry.getName(), in.readAllBytes());
      }
    }
    return contents;
  }

  private static String path(String artifact, String suffix) {
    return GROUP + artifact + "/" + VERSION + "/" + artifact + "-" + VERSION + suffix;
  }
}
