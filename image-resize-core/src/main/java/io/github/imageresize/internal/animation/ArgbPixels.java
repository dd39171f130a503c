package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.raster.ByteNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture as rows of 0xAARRGGBB, colour not premultiplied. What is fully transparent has no
 * colour: it is 0. Each row is an array of its own: one for the whole picture would need as much of
 * the heap in one run. Not thread-safe.
 */
public final class ArgbPixels {
  private static final int OPAQUE = 0xFF000000;

  /** An array's head, padding, and the reference to it. */
  private static final int ROW_OVERHEAD = 32;

  private final int width;
  private final int height;
  private final int[][] rows;

  /** Transparent all over. */
  public ArgbPixels(int width, int height) {
    this.width = width;
    this.height = height;
    rows = new int[height][width];
  }

  /** The heap that a picture of that size takes. */
  public static long memoryNeeded(int width, int height) {
    return height * (4L * width + ROW_OVERHEAD);
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The pixels of a row themselves. */
  public int[] row(int y) {
    return rows[y];
  }

  /** Takes over all pixels of another picture of this size. */
  public void copy(ArgbPixels other) {
    for (int y = 0; y < height; y++) {
      System.arraycopy(other.rows[y], 0, rows[y], 0, width);
    }
  }

  /** Makes all pixels transparent. */
  public void clear() {
    for (int[] row : rows) {
      Arrays.fill(row, 0);
    }
  }

  /** Reads all rows of a picture of this size, grey or RGB. */
  public void read(PlanarImage picture) {
    ArgbRows source = ArgbRows.of(picture);
    for (int y = 0; y < height; y++) {
      source.read(y, rows[y]);
    }
  }

  /** Makes pixels of the bytes of a row. */
  static void unpack(PlanarImage picture, byte[] row, int[] argb) {
    int planes = picture.planes().size();
    int second = picture.model() == ColorModel.GREY ? 0 : 1;
    int alphaAt = picture.alpha() ? planes - 1 : -1;
    for (int i = 0, at = 0; i < row.length; i += planes, at++) {
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
    for (int[] row : rows) {
      int all = OPAQUE;
      for (int pixel : row) {
        all &= pixel;
      }
      if (all != OPAQUE) {
        return false;
      }
    }
    return true;
  }

  /** The picture in RGB, as planes, which read the pixels as they are then. */
  public PlanarImage toImage(boolean alpha) {
    return toImage(ColorModel.RGB, alpha);
  }

  /**
   * The same in the model that the picture was read in.
   *
   * @param model grey or RGB
   */
  public PlanarImage toImage(ColorModel model, boolean alpha) {
    int colors = model.colorPlanes();
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < colors + (alpha ? 1 : 0); plane++) {
      int shift = plane == colors ? 24 : 16 - 8 * plane;
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  width,
                  height,
                  (y, samples) -> {
                    int[] row = rows[y];
                    for (int x = 0; x < width; x++) {
                      samples[x] = ByteNumbers.of((byte) (row[x] >>> shift));
                    }
                  })));
    }
    if (model == ColorModel.RGB) {
      PackedPlane.add(planes, pixels(alpha));
    }
    return new PlanarImage(model, alpha, width, height, planes);
  }

  private ArgbRows pixels(boolean alpha) {
    int opaque = alpha ? 0 : OPAQUE;
    return (y, argb) -> {
      int[] row = rows[y];
      for (int x = 0; x < width; x++) {
        argb[x] = row[x] | opaque;
      }
    };
  }
}
