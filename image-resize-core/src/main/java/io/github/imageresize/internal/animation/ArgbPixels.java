package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture as an array of 0xAARRGGBB, colour not premultiplied. What is fully transparent has no
 * colour: it is 0. Not thread-safe.
 */
public final class ArgbPixels {
  private static final int OPAQUE = 0xFF000000;

  private final int width;
  private final int height;
  private final int[] argb;

  /** Transparent all over. */
  public ArgbPixels(int width, int height) {
    this.width = width;
    this.height = height;
    argb = new int[Math.multiplyExact(width, height)];
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The pixels themselves, row by row. */
  public int[] argb() {
    return argb;
  }

  /** Takes over all pixels of another picture of this size. */
  public void copy(ArgbPixels other) {
    System.arraycopy(other.argb, 0, argb, 0, argb.length);
  }

  /** Reads all rows of a picture of this size, grey or RGB. */
  public void read(PlanarImage picture) {
    InterleavedRows rows = new InterleavedRows(picture);
    byte[] row = new byte[rows.rowBytes()];
    for (int y = 0; y < height; y++) {
      rows.read(y, row, 0);
      unpack(picture, row, argb, y * width);
    }
  }

  /** Makes pixels of the bytes of a row. */
  static void unpack(PlanarImage picture, byte[] row, int[] argb, int offset) {
    int planes = picture.planes().size();
    int second = picture.model() == ColorModel.GREY ? 0 : 1;
    int alphaAt = picture.alpha() ? planes - 1 : -1;
    for (int i = 0, at = offset; i < row.length; i += planes, at++) {
      int alpha = alphaAt < 0 ? OPAQUE : row[i + alphaAt] << 24;
      argb[at] =
          alpha == 0
              ? 0
              : alpha
                  | (row[i] & 0xFF) << 16
                  | (row[i + second] & 0xFF) << 8
                  | (row[i + 2 * second] & 0xFF);
    }
  }

  /** Whether no pixel shows anything below. */
  public boolean isOpaque() {
    for (int pixel : argb) {
      if (pixel >>> 24 != 0xFF) {
        return false;
      }
    }
    return true;
  }

  /** The picture as planes, which read the pixels as they are then. */
  public PlanarImage toImage(boolean alpha) {
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < (alpha ? 4 : 3); plane++) {
      int shift = plane == 3 ? 24 : 16 - 8 * plane;
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  width,
                  height,
                  (y, samples) -> {
                    for (int x = 0, at = y * width; x < width; x++, at++) {
                      samples[x] = argb[at] >>> shift & 0xFF;
                    }
                  })));
    }
    return new PlanarImage(ColorModel.RGB, alpha, width, height, planes);
  }
}
