package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;

/**
 * A picture that can be laid over others, decoded and at its size, in a byte for each sample.
 * Immutable and thread-safe.
 */
public final class Layer {
  private final int width;
  private final int height;
  private final boolean grey;
  private final boolean alpha;
  private final byte[] samples;

  private Layer(int width, int height, boolean grey, boolean alpha, byte[] samples) {
    this.width = width;
    this.height = height;
    this.grey = grey;
    this.alpha = alpha;
    this.samples = samples;
  }

  /**
   * Reads all of an image.
   *
   * @param image grey or RGB, with a sample for each pixel
   */
  public static Layer of(PlanarImage image) {
    InterleavedRows rows = new InterleavedRows(image);
    byte[] samples = new byte[Math.multiplyExact(rows.rowBytes(), image.height())];
    for (int y = 0; y < image.height(); y++) {
      rows.read(y, samples, y * rows.rowBytes());
    }
    return new Layer(
        image.width(), image.height(), image.model() == ColorModel.GREY, image.alpha(), samples);
  }

  /** The most bytes that a layer of a size has. */
  public static long memoryNeeded(int width, int height) {
    return 4L * width * height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Whether it has no colours. */
  public boolean grey() {
    return grey;
  }

  /** Bytes that are held. */
  public int bytes() {
    return samples.length;
  }

  /**
   * Reads a row from its first pixel on, again and again if there is room for more.
   *
   * @param rgba get red, green, blue, 0..255, and opacity, 0..1
   * @param count pixels to read
   */
  void read(int y, float[][] rgba, int count) {
    int colors = grey ? 1 : 3;
    int step = colors + (alpha ? 1 : 0);
    int start = y * width * step;
    for (int x = 0; x < count; x++) {
      int at = start + x % width * step;
      for (int color = 0; color < 3; color++) {
        rgba[color][x] = samples[at + color % colors] & 0xff;
      }
      rgba[3][x] = alpha ? (samples[at + colors] & 0xff) * (1 / 255f) : 1;
    }
  }
}
