package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
 * original is never overwritten, nor is one result by another, nor without being told what was
 * there before. Thread-safe.
 */
final class Destination {
  private final @Nullable Path file;
  private final @Nullable Path folder;
  private final @Nullable OutputStream stream;
  private final boolean overwrite;
  private final Set<Path> originals;
  private final Map<Path, String> taken = new ConcurrentHashMap<>();

  private Destination(
      @Nullable Path file,
      @Nullable Path folder,
      @Nullable OutputStream stream,
      boolean overwrite,
      Set<Path> originals) {
    this.file = file;
    this.folder = folder;
    this.stream = stream;
    this.overwrite = overwrite;
    this.originals = originals;
  }

  /**
   * Reads the option {@code --output}.
   *
   * @param overwrite whether files that are there may be replaced, other than originals
   * @throws IllegalArgumentException if it does not fit the number of files or the format
   */
  static Destination of(
      List<Original> files,
      Optional<String> output,
      Optional<ImageFormat> format,
      boolean overwrite) {
    Set<Path> originals = realPaths(files);
    boolean input = files.stream().anyMatch(original -> original.file() == null);
    if (output.isEmpty() && !input) {
      return new Destination(null, null, null, overwrite, originals);
    }
    String text = output.orElse(Original.STREAM);
    if (text.equals(Original.STREAM)) {
      if (files.size() > 1) {
        throw new IllegalArgumentException("--output must be a folder for several files");
      }
      return new Destination(null, null, System.out, overwrite, originals);
    }
    Path path = Path.of(text);
    if (files.size() > 1 && Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "--output must be a folder for several files, but " + path + " is a file");
    }
    Optional<ImageFormat> named = formatOf(path);
    boolean folder = Files.isDirectory(path) || text.matches(".*[/\\\\]");
    if (files.size() > 1 && named.isPresent() && !folder) {
      throw new IllegalArgumentException(
          "--output must be a folder for several files, but "
              + text
              + " is named as a file is; "
              + text
              + "/ makes a folder of it");
    }
    if (files.size() > 1 || folder) {
      return new Destination(null, path, null, overwrite, originals);
    }
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "--output must end with "
              + endings()
              + " for a file, or with a slash for a folder, but is "
              + text);
    }
    if (format.isPresent() && !named.equals(format)) {
      throw new IllegalArgumentException(
          "--format is " + format.get().label() + ", but --output is " + path);
    }
    return new Destination(path, null, null, overwrite, originals);
  }

  private static String endings() {
    List<String> usual =
        Arrays.stream(ImageFormat.values()).map(format -> "." + format.suffixes().get(0)).toList();
    int last = usual.size() - 1;
    return String.join(", ", usual.subList(0, last)) + " or " + usual.get(last);
  }

  private static Set<Path> realPaths(List<Original> files) {
    Set<Path> originals = new HashSet<>();
    for (Original original : files) {
      Path file = original.file();
      if (file != null) {
        try {
          originals.add(file.toRealPath());
        } catch (IOException missing) {
          // It can't be overwritten either; its own task reports it.
        }
      }
    }
    return originals;
  }

  /** The format that the ending of the output file names. */
  Optional<ImageFormat> format() {
    return file == null ? Optional.empty() : formatOf(file);
  }

  /** Whether standard output holds the image, and so nothing else. */
  boolean isStream() {
    return stream != null;
  }

  /**
   * Writes an image to its place.
   *
   * @param dryRun whether to find the place only, with all that could be in the way
   * @return what the place is called
   * @throws IOException if it can't be written there, or must not be
   */
  String write(Original original, ResizedImage image, boolean dryRun) throws IOException {
    if (stream != null) {
      if (!dryRun) {
        image.writeTo(stream);
        stream.flush();
      }
      return "standard output";
    }
    Path place = place(original, image);
    String other = taken.putIfAbsent(place.toAbsolutePath().normalize(), original.label());
    if (other != null) {
      throw new IOException("the result would overwrite " + place + ", made of " + other);
    }
    if (Files.exists(place)) {
      if (originals.contains(place.toRealPath())) {
        throw new IOException("the result would overwrite the original " + place);
      }
      if (!overwrite) {
        throw new IOException(place + " is there already; --overwrite replaces it");
      }
    }
    if (!dryRun) {
      write(image, place);
    }
    return place.toString();
  }

  private static void write(ResizedImage image, Path place) throws IOException {
    Path parent = place.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path unfinished = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(unfinished, image.toByteArray());
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failure) {
      throw new IOException("can't write " + place + ": " + reason(failure), failure);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Names the fault of a path in a few words; the path itself is named elsewhere. */
  static String explain(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof FileSystemException fault) {
      return reason(fault) + ": " + fault.getFile();
    }
    return message;
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "not a folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    String reason = failure.getReason();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  private Path place(Original original, ResizedImage image) {
    if (file != null) {
      return file;
    }
    String name = original.name();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = image.format().suffixes().get(0);
    Path source = original.file();
    if (folder != null || source == null) {
      Path inFolder = original.place().resolveSibling(stem + "." + ending);
      return folder == null ? inFolder : folder.resolve(inFolder.toString());
    }
    return source.resolveSibling(stem + "-" + image.width() + "x" + image.height() + "." + ending);
  }

  private static Optional<ImageFormat> formatOf(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.lastIndexOf('.') < 1
        ? Optional.empty()
        : ImageFormat.ofSuffix(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
