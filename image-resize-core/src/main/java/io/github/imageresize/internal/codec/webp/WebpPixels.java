package io.github.imageresize.internal.codec.webp;

import java.awt.image.BufferedImage;

/**
 * Decoded pixels.
 *
 * @param image all rows; those that did not arrive are zero
 * @param rows how many rows from the top on arrived
 */
record WebpPixels(BufferedImage image, int rows) {

  boolean isComplete() {
    return rows == image.getHeight();
  }
}
