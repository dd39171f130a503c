package io.github.imageresize.internal.raster;

/** Computes pixels from the samples that lie at the same place in several planes. */
@FunctionalInterface
public interface PixelOperation {

  /**
   * Computes a run of pixels.
   *
   * @param in samples by plane; not to be written to
   * @param out where the results go, by plane; other arrays than {@code in}
   * @param length how many pixels, from index 0 on
   */
  void apply(float[][] in, float[][] out, int length);
}
