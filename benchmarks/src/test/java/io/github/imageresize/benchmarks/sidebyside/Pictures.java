package io.github.imageresize.benchmarks.sidebyside;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Encoded pictures for tests. */
final class Pictures {
  private Pictures() {}

  /** A drawn picture as PNG. */
  static byte[] png(int width, int height) {
    return png(DrawnPicture.draw(width, height, 1));
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
