package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Originals in a folder and the folders below it.
 *
 * <p>Nothing outside the folder is ever given, whatever the path says: a path is split into names
 * and nothing in it is decoded or resolved; symbolic links are followed only to places inside.
 * Where the file system allows, the file is opened name by name from the folder's handle without
 * following links, so that a link that is laid while a file is being opened leads nowhere either.
 * Only regular files are read.
 *
 * <p>A version is made of a file's time and size, so that machines with equal copies of a folder
 * give equal versions. A file that changes while it is being read is not given: the failure is
 * {@code UNAVAILABLE}, which no cache keeps.
 *
 * <p>Thread-safe.
 */
public final class DirectoryImageSource implements ImageSource {
  private static final int LONGEST_NAME = 255;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path root;

  /**
   * A source for a folder.
   *
   * @param root the folder; if it is a symbolic link it is followed anew for each original, so that
   *     a release can be swapped by laying the link anew
   * @throws IllegalArgumentException if it is not a folder
   */
  public DirectoryImageSource(Path root) {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException("root must be an existing folder, but is " + root);
    }
    this.root = root.toAbsolutePath();
  }

  @Override
  public SourceImage read(String path, long maxBytes) {
    return inside(path, file -> read(file, path, maxBytes));
  }

  @Override
  public String version(String path) {
    return inside(path, file -> version(attributes(file, path)));
  }

  private static SourceImage read(ContainedFile file, String path, long maxBytes)
      throws IOException {
    BasicFileAttributes before = attributes(file, path);
    if (before.size() > Math.min(maxBytes, LARGEST_ARRAY)) {
      throw tooLarge(path, before.size(), maxBytes);
    }
    byte[] bytes = new byte[(int) before.size()];
    boolean complete;
    try (SeekableByteChannel channel = file.open()) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      int count = 0;
      while (count >= 0 && rest.hasRemaining()) {
        count = channel.read(rest);
      }
      complete = !rest.hasRemaining() && channel.size() == bytes.length;
    }
    String version = version(before);
    if (!complete || !version.equals(version(file.attributes()))) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE, "the file " + path + " changed while it was being read");
    }
    return SourceImage.wrap(bytes, version);
  }

  /** What is done with a file while its folder is held open. */
  private interface Action<T> {
    T apply(ContainedFile file) throws IOException;
  }

  private <T> T inside(String path, Action<T> action) {
    List<String> names = RelativePath.segments(path);
    if (names.stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
      throw notFound(path, null);
    }
    try (ContainedFile file = ContainedFile.find(root, names)) {
      return action.apply(file);
    } catch (NoSuchFileException | NotDirectoryException | InvalidPathException none) {
      throw notFound(path, none);
    } catch (IOException failure) {
      if (leadsThroughAFile(names)) {
        throw notFound(path, failure);
      }
      throw new ImageResizeException(
          Reason.UNAVAILABLE, "the file " + path + " can't be read: " + failure, failure);
    }
  }

  /** Whether the path goes on behind a file as if that were a folder. */
  private boolean leadsThroughAFile(List<String> names) {
    Path place = root;
    for (String name : names.subList(0, names.size() - 1)) {
      place = place.resolve(name);
      if (Files.exists(place) && !Files.isDirectory(place)) {
        return true;
      }
    }
    return false;
  }

  private static BasicFileAttributes attributes(ContainedFile file, String path)
      throws IOException {
    BasicFileAttributes attributes = file.attributes();
    if (!attributes.isRegularFile()) {
      throw notFound(path, null);
    }
    return attributes;
  }

  private static String version(BasicFileAttributes attributes) {
    Instant modified = attributes.lastModifiedTime().toInstant();
    return Long.toHexString(modified.getEpochSecond())
        + "."
        + Integer.toHexString(modified.getNano())
        + "-"
        + Long.toHexString(attributes.size());
  }

  private static ImageResizeException notFound(String path, @Nullable Exception cause) {
    return new ImageResizeException(
        Reason.SOURCE_NOT_FOUND, "there is no file " + path + " in the folder", cause);
  }

  private static ImageResizeException tooLarge(String path, long size, long maxBytes) {
    return new ImageResizeException(
        Reason.SOURCE_TOO_LARGE,
        "the file " + path + " has " + size + " bytes; the most is " + maxBytes);
  }
}
