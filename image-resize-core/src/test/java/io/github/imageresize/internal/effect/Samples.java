package io.github.imageresize.internal.effect;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.ArrayRows;
import io.github.imageresize.internal.raster.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Pictures of samples that are known, and the plain reference arithmetic of the tests. */
final class Samples {
  private Samples() {}

  /** Whole numbers: blocks of random levels with noise, so edges, flats and detail. */
  static double[][] plane(int width, int height, long seed) {
    Random random = new Random(seed);
    double[][] levels = new double[height / 16 + 1][width / 16 + 1];
    for (double[] row : levels) {
      for (int x = 0; x < row.length; x++) {
        row[x] = random.nextInt(256);
      }
    }
    double[][] samples = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double level = levels[y / 16][x / 16] + 20 * random.nextGaussian();
        samples[y][x] = Math.rint(Math.max(0, Math.min(255, level)));
      }
    }
    return samples;
  }

  /** Opaque above the diagonal, transparent below it, with a few soft rows between. */
  static double[][] alpha(int width, int height) {
    double[][] samples = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double distance = (double) x / width - (double) y / height;
        samples[y][x] = Math.max(0, Math.min(255, 127 + 2000 * distance));
      }
    }
    return samples;
  }

  static Picture picture(ColorModel model, boolean alpha, int phases, List<double[][]> planes) {
    List<PlaneRows> rows = new ArrayList<>();
    for (double[][] plane : planes) {
      rows.add(new ArrayRows(plane, phases));
    }
    return new Picture(model, alpha, rows);
  }

  static Picture grey(int phases, double[][] samples) {
    return new Picture(ColorModel.GREY, false, List.of(new ArrayRows(samples, phases)));
  }

  /** Reads all planes, a row of each in turn, as an encoder does. */
  static List<double[][]> read(Picture picture) {
    List<PlaneRows> planes = picture.planes();
    List<double[][]> samples = new ArrayList<>();
    for (PlaneRows plane : planes) {
      samples.add(new double[plane.height()][plane.width()]);
    }
    int height = picture.height();
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < planes.size(); i++) {
        PlaneRows plane = planes.get(i);
        int from = y * plane.height() / height;
        int to = (y + 1) * plane.height() / height;
        for (int row = from; row < to; row++) {
          float[][] phases = plane.row(row);
          for (int x = 0; x < plane.width(); x++) {
            samples.get(i)[row][x] = phases[x % phases.length][x / phases.length];
          }
          plane.release(row + 1);
        }
      }
    }
    return samples;
  }

  /** The convolution with a Gaussian that reaches five deviations, along both axes in turn. */
  static double[][] blurred(double[][] samples, double sigma) {
    UnaryOperator<double[][]> rows = plane -> blurredRows(plane, sigma);
    return transposed(rows.apply(transposed(rows.apply(samples))));
  }

  private static double[][] blurredRows(double[][] samples, double sigma) {
    int reach = (int) Math.ceil(5 * sigma);
    double[][] blurred = new double[samples.length][samples[0].length];
    for (int y = 0; y < samples.length; y++) {
      int last = samples[y].length - 1;
      for (int x = 0; x <= last; x++) {
        double sum = 0;
        double weights = 0;
        for (int k = -reach; k <= reach; k++) {
          double weight = Math.exp(-k * k / (2 * sigma * sigma));
          sum += weight * samples[y][Math.max(0, Math.min(last, x + k))];
          weights += weight;
        }
        blurred[y][x] = sum / weights;
      }
    }
    return blurred;
  }

  static double[][] transposed(double[][] samples) {
    double[][] turned = new double[samples[0].length][samples.length];
    for (int y = 0; y < samples.length; y++) {
      for (int x = 0; x < samples[y].length; x++) {
        turned[x][y] = samples[y][x];
      }
    }
    return turned;
  }

  interface Combination {
    double apply(double a, double b);
  }

  static double[][] combined(double[][] a, double[][] b, Combination combination) {
    double[][] result = new double[a.length][a[0].length];
    for (int y = 0; y < a.length; y++) {
      for (int x = 0; x < a[y].length; x++) {
        result[y][x] = combination.apply(a[y][x], b[y][x]);
      }
    }
    return result;
  }

  static double[][] luma(List<double[][]> rgb) {
    double[][] redGreen = combined(rgb.get(0), rgb.get(1), (r, g) -> 0.299 * r + 0.587 * g);
    return combined(redGreen, rgb.get(2), (rg, b) -> rg + 0.114 * b);
  }

  static double largestDifference(double[][] a, double[][] b) {
    double largest = 0;
    for (double[] row : combined(a, b, (x, y) -> Math.abs(x - y))) {
      for (double difference : row) {
        largest = Math.max(largest, difference);
      }
    }
    return largest;
  }
}
