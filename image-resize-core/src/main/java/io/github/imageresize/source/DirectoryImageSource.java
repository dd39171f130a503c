package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.argument.Require;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
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
 * <p>While the folder is missing or has nothing in it, as before a volume is mounted, every
 * original is {@code UNAVAILABLE} and none is said not to exist.
 *
 * <p>A version is made of a file's time and size, so that machines with equal copies of a folder
 * give equal versions. A file that changes while it is being read is not given: the failure is
 * {@code UNAVAILABLE}, which no cache keeps.
 *
 * <p>Thread-safe.
 */
public final class DirectoryImageSource implements ImageSource {
  /** Bytes of a name that common file systems can hold (NAME_MAX of POSIX systems). */
  private static final int LONGEST_NAME = 255;

  /** PATH_MAX, which counts the NUL at the end too. */
  private static final int LONGEST_PATH = 4095;

  /**
   * The JDK keeps a direct buffer for each thread as large as the largest piece of the heap that it
   * ever read a file into; small pieces keep it small.
   */
  private static final int PIECE = 64 * 1024;

  private final Path root;

  /**
   * A source for a folder.
   *
   * @param root the folder; if it is a symbolic link it is followed anew for each original, so that
   *     a release can be swapped by laying the link anew
   * @throws IllegalArgumentException if it is not a folder
   */
  public DirectoryImageSource(Path root) {
    Require.that(Files.isDirectory(root), "root", "be an existing folder", root);
    this.root = root.toAbsolutePath();
  }

  @Override
  public SourceImage read(String path, ReadAllowance allowance) {
    return inside(path, file -> read(file, path, allowance));
  }

  @Override
  public String version(String path) {
    return inside(path, file -> version(attributes(file, path)));
  }

  private static SourceImage read(ContainedFile file, String path, ReadAllowance allowance)
      throws IOException {
    BasicFileAttributes before = attributes(file, path);
    allowance.reserve("the file " + path, before.size());
    byte[] bytes = new byte[(int) before.size()];
    boolean complete;
    try (SeekableByteChannel channel = file.open()) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      int count = 0;
      while (count >= 0 && rest.position() < bytes.length) {
        allowance.deadline().check();
        rest.limit(Math.min(bytes.length, rest.position() + PIECE));
        count = channel.read(rest);
      }
      complete = rest.position() == bytes.length && channel.size() == bytes.length;
    }
    String version = version(before);
    if (!complete || !version.equals(version(file.attributes()))) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE, "the file " + path + " changed while it was being read");
    }
    return SourceImage.wrap(bytes, version).withLastModified(before.lastModifiedTime().toInstant());
  }

  /** What is done with a file while its folder is held open. */
  private interface Action<T> {
    T apply(ContainedFile file) throws IOException;
  }

  private <T> T inside(String path, Action<T> action) {
    List<String> names = RelativePath.segments(path);
    if (isTooLong(names)) {
      throw notFound(path, null);
    }
    try (ContainedFile file = ContainedFile.find(root, names)) {
      return action.apply(file);
    } catch (NoSuchFileException | NotDirectoryException none) {
      throw missing(path, none);
    } catch (InvalidPathException none) {
      throw notFound(path, none);
    } catch (IOException failure) {
      if (leadsThroughAFile(names)) {
        throw notFound(path, failure);
      }
      throw new ImageResizeException(
          Reason.UNAVAILABLE, "the file " + path + " can't be read: " + failure, failure);
    }
  }

  /**
   * File systems of POSIX systems count bytes, in names and in whole paths; Windows, characters.
   */
  private boolean isTooLong(List<String> names) {
    if (root.getFileSystem().getSeparator().equals("\\")) {
      return names.stream().anyMatch(name -> name.length() > LONGEST_NAME);
    }
    long whole = bytes(root.toString());
    for (String name : names) {
      if (bytes(name) > LONGEST_NAME) {
        return true;
      }
      whole += 1 + bytes(name);
    }
    return whole > LONGEST_PATH;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Nothing is believed to be gone while there is nothing at all: the folder may be unmounted. */
  private ImageResizeException missing(String path, IOException cause) {
    boolean isEmpty;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      isEmpty = !files.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException unreadable) {
      isEmpty = true;
    }
    return isEmpty
        ? new ImageResizeException(
            Reason.UNAVAILABLE,
            "the file " + path + " can't be read: the folder " + root + " is empty or missing",
            cause)
        : notFound(path, cause);
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
}
