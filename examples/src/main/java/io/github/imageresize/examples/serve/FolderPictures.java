package io.github.imageresize.examples.serve;

import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The files of a folder, and of the folders below it, whose names end as those of images do. */
final class FolderPictures implements Pictures {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "tif", "tiff", "bmp");

  /** Bounds the time that a listing takes, whatever folder was named. */
  private static final int MOST_FILES_SEEN = 100_000;

  private final Path root;
  private final DirectoryImageSource source;

  FolderPictures(Path root) {
    this.root = root;
    this.source = new DirectoryImageSource(root);
  }

  @Override
  public ImageSource source() {
    return source;
  }

  @Override
  public List<Picture> list(int most) throws IOException {
    Path folder = root.toRealPath();
    Listing listing = new Listing(folder);
    Files.walkFileTree(folder, listing);
    listing.found.sort(Comparator.comparing(Picture::path));
    return List.copyOf(listing.found.subList(0, Math.min(most, listing.found.size())));
  }

  private static final class Listing extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Picture> found = new ArrayList<>();
    private int seen;

    private Listing(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean hidden =
          !directory.equals(folder) && directory.getFileName().toString().startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (ENDINGS.contains(ending) && !name.startsWith(".") && attributes.isRegularFile()) {
        String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
        found.add(new Picture(path, attributes.size()));
      }
      seen++;
      return seen < MOST_FILES_SEEN ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** What can't be read is not offered. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
