package io.github.imageresize.benchmarks.sidebyside;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import net.coobird.thumbnailator.Thumbnails;

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
    return JdkImageIo.FORMATS;
  }

  @Override
  public Set<String> writes() {
    return JdkImageIo.FORMATS;
  }

  @Override
  public byte[] resize(byte[] original, int width, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Thumbnails.of(new ByteArrayInputStream(original))
        .width(width)
        .outputFormat(format)
        .outputQuality(0.8)
        .toOutputStream(out);
    return out.toByteArray();
  }
}
