package io.github.imageresize.internal.codec.tiff;

/** Computes the red, green and blue of pixels whose samples mean something else. */
interface ColorConversion {

  /**
   * Converts some pixels.
   *
   * @param samples by sample and pixel, 0..255
   * @param rgb three for each pixel
   * @param count how many pixels
   */
  void convert(float[][] samples, byte[] rgb, int count);
}
