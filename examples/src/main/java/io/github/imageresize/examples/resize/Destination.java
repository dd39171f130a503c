package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ResizedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the images go. Each is written beside its place and moved there when it is whole; an
 * original is never overwritten, nor is one result by another. Thread-safe.
 */
final class Destination {
  private final @Nullable Path file;
  private final @Nullable Path folder;
  private final Set<Path> originals;
  private final Map<Path, Path> taken = new ConcurrentHashMap<>();

  private Destination(@Nullable Path file, @Nullable Path folder, Set<Path> originals) {
    this.file = file;
    this.folder = folder;
    this.originals = originals;
  }

  /**
   * Reads the option {@code --output}.
   *
   * @throws IllegalArgumentException if it does not fit the number of files or the format
   */
  static Destination of(List<Path> files, Optional<Path> output, Optional<ImageFormat> format) {
    Set<Path> originals = new HashSet<>();
    for (Path file : files) {
      try {
        originals.add(file.toRealPath());
      } catch (IOException missing) {
        // It can't be overwritten either; its own task reports it.
      }
    }
    if (output.isEmpty()) {
      return new Destination(null, null, originals);
    }
    Path path = output.get();
    if (files.size() > 1 && Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "--output must be a folder for several files, but " + path + " is a file");
    }
    if (files.size() > 1 || Files.isDirectory(path) || path.toString().endsWith(File.separator)) {
      return new Destination(null, path, originals);
    }
    Optional<ImageFormat> named = formatOf(path);
    if (named.isEmpty() && format.isEmpty()) {
      throw new IllegalArgumentException(
          "--output must end with .jpg, .png, .webp or .gif, or --format be given, but is " + path);
    }
    if (named.isPresent() && format.isPresent() && !named.equals(format)) {
      throw new IllegalArgumentException(
          "--format is " + format.get().label() + ", but --output is " + path);
    }
    return new Destination(path, null, originals);
  }

  /** The format that the ending of the output file names. */
  Optional<ImageFormat> format() {
    return file == null ? Optional.empty() : formatOf(file);
  }

  /**
   * Writes an image to its place.
   *
   * @return the place
   * @throws IOException if it can't be written there, or must not be
   */
  Path write(Path original, ResizedImage image) throws IOException {
    Path place = place(original, image);
    if (Files.exists(place) && originals.contains(place.toRealPath())) {
      throw new IOException("the result would overwrite the original " + place);
    }
    Path other = taken.putIfAbsent(place.toAbsolutePath().normalize(), original);
    if (other != null) {
      throw new IOException("the result would overwrite " + place + ", made of " + other);
    }
    Path parent = place.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path unfinished = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(unfinished, image.toByteArray());
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return place;
  }

  /** Names the fault of a path in a few words; the path itself is named elsewhere. */
  static String explain(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder: " + message;
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "not a folder: " + message;
    }
    return message;
  }

  private Path place(Path original, ResizedImage image) {
    if (file != null) {
      return file;
    }
    String name = String.valueOf(original.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = image.format() == ImageFormat.JPEG ? "jpg" : image.format().label();
    return folder == null
        ? original.resolveSibling(stem + "-" + image.width() + "x" + image.height() + "." + ending)
        : folder.resolve(stem + "." + ending);
  }

  private static Optional<ImageFormat> formatOf(Path path) {
    String name = path.getFileName().toString();
    return ImageFormat.ofLabel(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
