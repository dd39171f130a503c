package io.github.imageresize.benchmarks.sidebyside;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;

/** Thumbnailator with its defaults, on the JDK's ImageIO. */
final class ThumbnailatorLibrary implements Library {
  ThumbnailatorLibrary() {
    JdkImageIo.keepOwnPlugInsAlone();
  }

  @Override
  public String description() {
    return "Thumbnailator " + LibraryVersions.of("thumbnailator");
  }

  @Override
  public Set<String> reads() {
    return JdkImageIo.READ;
  }

  @Override
  public Set<String> writes() {
    return JdkImageIo.WRITTEN;
  }

  @Override
  public byte[] resize(byte[] original, Task task, int width, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Thumbnails.Builder<? extends InputStream> builder =
        Thumbnails.of(new ByteArrayInputStream(original));
    switch (task) {
      case RESIZE, FILTERED -> builder.width(width);
      case CROP_CORNER -> builder.sourceRegion(JdkImageIo.part(original, task)).width(width);
      case COVER_SQUARE -> builder.size(width, width).crop(Positions.CENTER);
    }
    builder.outputFormat(format).outputQuality(0.8).toOutputStream(out);
    return out.toByteArray();
  }
}
