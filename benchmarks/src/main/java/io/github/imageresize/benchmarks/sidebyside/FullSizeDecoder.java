package io.github.imageresize.benchmarks.sidebyside;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes by others' code at full size: the JDK, and libwebp what the JDK does not know. */
final class FullSizeDecoder {
  private FullSizeDecoder() {}

  /**
   * Decodes an image.
   *
   * @throws IOException if it cannot be read
   */
  static BufferedImage decode(byte[] encoded) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        try {
          if (isTrusted(reader)) {
            reader.setInput(in);
            return reader.read(0);
          }
        } finally {
          reader.dispose();
        }
      }
    }
    throw new IOException(
        "must be a JPEG, PNG or WebP image, but %d bytes are not".formatted(encoded.length));
  }

  private static boolean isTrusted(ImageReader reader) {
    String name = reader.getClass().getName();
    return name.startsWith("com.sun.imageio.") || name.startsWith("com.luciad.imageio.webp.");
  }
}
