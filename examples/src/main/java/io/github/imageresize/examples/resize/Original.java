package io.github.imageresize.examples.resize;

import io.github.imageresize.source.DirectoryImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be resized.
 *
 * @param label what it is called in messages
 * @param file the file; null for standard input
 * @param place where it is below the folder that was named, or its name alone
 */
record Original(String label, @Nullable Path file, Path place) {
  /** Stands for standard input, and standard output. */
  static final String STREAM = "-";

  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "tif", "tiff", "bmp", "ico");

  /**
   * The originals that were named.
   *
   * @param recursive whether folders are searched for files whose names end as those of images do
   * @throws IllegalArgumentException if a folder is named without that, or standard input twice
   * @throws IOException if a folder can't be searched
   */
  static List<Original> find(List<String> names, boolean recursive) throws IOException {
    List<Original> originals = new ArrayList<>();
    for (String name : names) {
      Path path = Path.of(name);
      if (name.equals(STREAM)) {
        originals.add(new Original("standard input", null, Path.of("stdin")));
      } else if (recursive && Files.isDirectory(path)) {
        originals.addAll(below(path));
      } else if (Files.isDirectory(path)) {
        throw new IllegalArgumentException(name + " is a folder: --recursive takes what is in it");
      } else {
        originals.add(new Original(name, path, name(path)));
      }
    }
    if (names.stream().filter(STREAM::equals).count() > 1) {
      throw new IllegalArgumentException("standard input must not be named more than once");
    }
    return originals;
  }

  private static List<Original> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && isImage(file) && !isHidden(folder, file))
          .sorted()
          .map(file -> new Original(file.toString(), file, folder.relativize(file)))
          .toList();
    }
  }

  private static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName());
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isHidden(Path folder, Path file) {
    for (Path part : folder.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static Path name(Path path) {
    Path name = path.getFileName();
    return name == null ? path : name;
  }

  /** Reads it, and no more than a byte beyond what is allowed of standard input. */
  byte[] read(long mostBytes) throws IOException {
    if (file == null) {
      return System.in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, mostBytes + 1));
    }
    Path real = file.toRealPath();
    Path folder = real.getParent();
    if (folder == null) {
      throw new IOException("a folder is no image");
    }
    return new DirectoryImageSource(folder)
        .read(String.valueOf(real.getFileName()), mostBytes)
        .bytes();
  }

  /** What it is called in a request. */
  String name() {
    return String.valueOf(place.getFileName());
  }
}
