package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.ColorModel;

/**
 * A picture at a size that is small whatever the picture's is: red, green and blue, 0..255, each
 * the mean of a cell, and black where the picture is transparent.
 */
public final class Overview {
  private final int columns;
  private final int rows;
  private final float[][][] rgb;

  private Overview(int columns, int rows, float[][][] rgb) {
    this.columns = columns;
    this.rows = rows;
    this.rgb = rgb;
  }

  /** Cells across. */
  public int columns() {
    return columns;
  }

  /** Cells down. */
  public int rows() {
    return rows;
  }

  /** By row and column; not to be written to, as the next two. */
  public float[][] red() {
    return rgb[0];
  }

  /** By row and column. */
  public float[][] green() {
    return rgb[1];
  }

  /** By row and column. */
  public float[][] blue() {
    return rgb[2];
  }

  /** The overview of planes' cells in a model. */
  static Overview of(ColorModel model, boolean alpha, float[][][] cells) {
    int rows = cells[0].length;
    int columns = cells[0][0].length;
    int colors = model.colorPlanes();
    float[][][] rgb = new float[3][rows][columns];
    float[][] in = new float[colors][];
    float[][] out = new float[3][];
    for (int y = 0; y < rows; y++) {
      for (int plane = 0; plane < colors; plane++) {
        in[plane] = cells[plane][y];
      }
      for (int color = 0; color < 3; color++) {
        out[color] = rgb[color][y];
      }
      switch (model) {
        case GREY -> ColorOperations.greyToRgb(in, out, columns);
        case YCBCR -> ColorOperations.ycbcrToRgb(in, out, columns);
        case RGB -> {
          for (int color = 0; color < 3; color++) {
            System.arraycopy(in[color], 0, out[color], 0, columns);
          }
        }
      }
      for (float[] samples : out) {
        for (int x = 0; x < columns; x++) {
          float opacity = alpha ? cells[colors][y][x] / 255 : 1;
          samples[x] = Math.min(Math.max(samples[x] * opacity, 0), 255);
        }
      }
    }
    return new Overview(columns, rows, rgb);
  }
}
