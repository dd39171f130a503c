package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.Overview;

/**
 * Keeps what the eye goes to: edges of lightness, saturated colours and the colour of skin, summed
 * up and smoothed by the size of the part that is kept, which is centred on the maximum. The
 * measures are those that libvips documents for {@code smartcrop}, after J. Wagner's smartcrop.js.
 */
final class Attention implements Interest {
  private static final double EDGE_WEIGHT = 5;

  /** Luminance, of 100, up to which colour counts for nothing. */
  private static final double DARKEST = 5;

  /** The direction of skin's colour among X, Y and Z. */
  private static final double[] SKIN = {0.78, 0.57, 0.44};

  @Override
  public int cells() {
    return 32;
  }

  @Override
  public Place find(Overview overview, double width, double height) {
    double[][] interest = interest(overview);
    double diagonal = Math.hypot(width * overview.columns(), height * overview.rows());
    double[][] smooth = smoothed(smoothed(interest, diagonal / 10), diagonal / 10);
    int bestX = 0;
    int bestY = 0;
    for (int y = 0; y < smooth.length; y++) {
      for (int x = 0; x < smooth[y].length; x++) {
        if (smooth[y][x] > smooth[bestY][bestX]) {
          bestX = x;
          bestY = y;
        }
      }
    }
    return Place.around(
        (bestX + 0.5) / overview.columns(), (bestY + 0.5) / overview.rows(), width, height);
  }

  private static double[][] interest(Overview overview) {
    double[][] luminance = new double[overview.rows()][overview.columns()];
    double[][] interest = new double[overview.rows()][overview.columns()];
    for (int y = 0; y < overview.rows(); y++) {
      for (int x = 0; x < overview.columns(); x++) {
        CieColor color =
            CieColor.ofSrgb(overview.red()[y][x], overview.green()[y][x], overview.blue()[y][x]);
        luminance[y][x] = color.y();
        if (color.y() > DARKEST) {
          interest[y][x] = skin(color) + color.redness();
        }
      }
    }
    for (int y = 0; y < overview.rows(); y++) {
      for (int x = 0; x < overview.columns(); x++) {
        interest[y][x] += EDGE_WEIGHT * edge(luminance, x, y);
      }
    }
    return interest;
  }

  /** 100 for the colour of skin, less for others. */
  private static double skin(CieColor color) {
    double length =
        Math.sqrt(color.x() * color.x() + color.y() * color.y() + color.z() * color.z());
    double x = color.x() / length - SKIN[0];
    double y = color.y() / length - SKIN[1];
    double z = color.z() / length - SKIN[2];
    return 100 - 100 * Math.sqrt(x * x + y * y + z * z);
  }

  private static double edge(double[][] luminance, int x, int y) {
    int right = Math.min(x + 1, luminance[0].length - 1);
    int below = Math.min(y + 1, luminance.length - 1);
    double around =
        luminance[Math.max(0, y - 1)][x]
            + luminance[below][x]
            + luminance[y][Math.max(0, x - 1)]
            + luminance[y][right];
    return Math.abs(4 * luminance[y][x] - around);
  }

  /** Convolved along the rows with a Gaussian of at least a cell, and turned. */
  private static double[][] smoothed(double[][] cells, double deviation) {
    double sigma = Math.max(1, deviation);
    int columns = cells[0].length;
    double[][] turned = new double[columns][cells.length];
    for (int y = 0; y < cells.length; y++) {
      for (int x = 0; x < columns; x++) {
        double sum = 0;
        double weights = 0;
        int reach = (int) Math.ceil(3 * sigma);
        for (int k = -reach; k <= reach; k++) {
          double weight = Math.exp(-k * k / (2 * sigma * sigma));
          sum += weight * cells[y][Math.max(0, Math.min(columns - 1, x + k))];
          weights += weight;
        }
        turned[x][y] = sum / weights;
      }
    }
    return turned;
  }
}
