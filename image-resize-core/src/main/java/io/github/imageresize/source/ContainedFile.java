package io.github.imageresize.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file below a root. Links in its path are resolved once, and what they resolve to has to be
 * below the root; from then on no link is followed.
 */
final class ContainedFile implements Closeable {
  private final Path real;
  private final @Nullable SecureDirectoryStream<Path> folder;

  private ContainedFile(Path real, @Nullable SecureDirectoryStream<Path> folder) {
    this.real = real;
    this.folder = folder;
  }

  /**
   * Finds a file by the names on the way from the root.
   *
   * @throws NoSuchFileException if there is none, or if it is not below the root
   */
  static ContainedFile find(Path root, List<String> names) throws IOException {
    Path realRoot = root.toRealPath();
    Path wanted = realRoot;
    for (String name : names) {
      Path single = root.getFileSystem().getPath(name);
      if (single.isAbsolute() || single.getRoot() != null || single.getNameCount() != 1) {
        throw new NoSuchFileException(name, null, "not a single name");
      }
      wanted = wanted.resolve(single);
    }
    Path real = wanted.toRealPath();
    if (!real.startsWith(realRoot) || real.equals(realRoot)) {
      throw new NoSuchFileException(wanted.toString(), null, "not below the root");
    }
    return new ContainedFile(real, folderOf(realRoot, realRoot.relativize(real)));
  }

  /** The file's attributes; those of a link itself if one has been laid here meanwhile. */
  BasicFileAttributes attributes() throws IOException {
    return folder == null
        ? Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        : folder
            .getFileAttributeView(
                real.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
  }

  /** Opens the file for reading. */
  SeekableByteChannel open() throws IOException {
    if (folder != null) {
      return folder.newByteChannel(
          real.getFileName(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
    SeekableByteChannel channel = Files.newByteChannel(real, StandardOpenOption.READ);
    if (!real.toRealPath().equals(real)) {
      channel.close();
      throw new NoSuchFileException(real.toString(), null, "replaced by a link");
    }
    return channel;
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      folder.close();
    }
  }

  /** A handle of the file's folder, opened name by name; null if the file system has no such. */
  @SuppressWarnings("StreamResourceLeak") // the file closes it
  private static @Nullable SecureDirectoryStream<Path> folderOf(Path realRoot, Path relative)
      throws IOException {
    DirectoryStream<Path> top = Files.newDirectoryStream(realRoot);
    if (!(top instanceof SecureDirectoryStream<Path> current)) {
      top.close();
      return null;
    }
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      try (SecureDirectoryStream<Path> parent = current) {
        current = parent.newDirectoryStream(relative.getName(i), LinkOption.NOFOLLOW_LINKS);
      }
    }
    return current;
  }
}
