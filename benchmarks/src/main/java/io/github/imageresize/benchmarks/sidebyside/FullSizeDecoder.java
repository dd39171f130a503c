package io.github.imageresize.benchmarks.sidebyside;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes by others' code at full size: the JDK's, and for WebP libwebp and TwelveMonkeys'. */
final class FullSizeDecoder {
  private FullSizeDecoder() {}

  private static final List<String> TRUSTED =
      List.of(
          "com.sun.imageio.",
          "com.luciad.imageio.webp.",
          "com.twelvemonkeys.imageio.plugins.webp.");

  /**
   * Decodes an image; of an animation, the first frame.
   *
   * @throws IOException if it cannot be read
   */
  static BufferedImage decode(byte[] encoded) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
      IOException failure =
          new IOException(
              "must be a JPEG, PNG, GIF, TIFF or WebP image, but %d bytes are not"
                  .formatted(encoded.length));
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        try {
          if (isTrusted(reader)) {
            in.seek(0);
            reader.setInput(in);
            return reader.read(0);
          }
        } catch (IOException e) {
          failure.addSuppressed(e); // libwebp's simple decoder knows no animations
        } finally {
          reader.dispose();
        }
      }
      throw failure;
    }
  }

  private static boolean isTrusted(ImageReader reader) {
    return TRUSTED.stream().anyMatch(reader.getClass().getName()::startsWith);
  }
}
