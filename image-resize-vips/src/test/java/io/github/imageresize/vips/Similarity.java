package io.github.imageresize.vips;

import java.awt.image.BufferedImage;

/**
 * How alike two pictures look: the multi-scale structural similarity (MS-SSIM; Wang, Simoncelli and
 * Bovik, "Multiscale structural similarity for image quality assessment", Asilomar Conference on
 * Signals, Systems and Computers, 2003) with the weights of that paper and a Gaussian window of 11
 * samples and a standard deviation of 1.5, of luma and both colour differences (BT.601), weighed
 * 6:1:1. 1 is the same.
 */
final class Similarity {
  private static final double[] SCALES = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
  private static final double C1 = 0.01 * 255 * 0.01 * 255;
  private static final double C2 = 0.03 * 255 * 0.03 * 255;
  private static final int REACH = 5;
  private static final double[] WINDOW = window();

  private Similarity() {}

  /** Samples of one kind, row by row. */
  private record Plane(double[] samples, int width) {

    int height() {
      return samples.length / width;
    }

    Plane times(Plane other) {
      double[] product = new double[samples.length];
      for (int i = 0; i < product.length; i++) {
        product[i] = samples[i] * other.samples[i];
      }
      return new Plane(product, width);
    }

    Plane halved() {
      Plane half = new Plane(new double[(width / 2) * (height() / 2)], width / 2);
      for (int y = 0; y < half.height(); y++) {
        for (int x = 0; x < half.width; x++) {
          int at = 2 * y * width + 2 * x;
          half.samples[y * half.width + x] =
              (samples[at] + samples[at + 1] + samples[at + width] + samples[at + width + 1]) / 4;
        }
      }
      return half;
    }

    Plane blurred() {
      double[] across = new double[samples.length];
      for (int y = 0; y < height(); y++) {
        for (int x = 0; x < width; x++) {
          for (int k = -REACH; k <= REACH; k++) {
            int at = Math.min(width - 1, Math.max(0, x + k));
            across[y * width + x] += WINDOW[k + REACH] * samples[y * width + at];
          }
        }
      }
      double[] blurred = new double[samples.length];
      for (int y = 0; y < height(); y++) {
        for (int k = -REACH; k <= REACH; k++) {
          int row = Math.min(height() - 1, Math.max(0, y + k)) * width;
          for (int x = 0; x < width; x++) {
            blurred[y * width + x] += WINDOW[k + REACH] * across[row + x];
          }
        }
      }
      return new Plane(blurred, width);
    }
  }

  static double of(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      throw new IllegalArgumentException("pictures must have the same size");
    }
    double luma = of(plane(one, 0.299, 0.587, 0.114), plane(other, 0.299, 0.587, 0.114));
    double blue =
        of(plane(one, -0.168736, -0.331264, 0.5), plane(other, -0.168736, -0.331264, 0.5));
    double red = of(plane(one, 0.5, -0.418688, -0.081312), plane(other, 0.5, -0.418688, -0.081312));
    return (6 * luma + blue + red) / 8;
  }

  private static double of(Plane x, Plane y) {
    double similarity = 1;
    Plane one = x;
    Plane other = y;
    for (int scale = 0; scale < SCALES.length; scale++) {
      boolean last = scale == SCALES.length - 1;
      similarity *= Math.pow(Math.max(0, atOneScale(one, other, last)), SCALES[scale]);
      one = one.halved();
      other = other.halved();
    }
    return similarity;
  }

  /** The mean of contrast and structure, and with the last scale of luminance. */
  private static double atOneScale(Plane x, Plane y, boolean withLuminance) {
    double[] meanX = x.blurred().samples;
    double[] meanY = y.blurred().samples;
    double[] xx = x.times(x).blurred().samples;
    double[] yy = y.times(y).blurred().samples;
    double[] xy = x.times(y).blurred().samples;
    double sum = 0;
    for (int i = 0; i < meanX.length; i++) {
      double varianceX = xx[i] - meanX[i] * meanX[i];
      double varianceY = yy[i] - meanY[i] * meanY[i];
      double covariance = xy[i] - meanX[i] * meanY[i];
      double structure = (2 * covariance + C2) / (varianceX + varianceY + C2);
      double luminance =
          (2 * meanX[i] * meanY[i] + C1) / (meanX[i] * meanX[i] + meanY[i] * meanY[i] + C1);
      sum += withLuminance ? luminance * structure : structure;
    }
    return sum / meanX.length;
  }

  private static Plane plane(BufferedImage image, double r, double g, double b) {
    int width = image.getWidth();
    double[] samples = new double[width * image.getHeight()];
    for (int i = 0; i < samples.length; i++) {
      int rgb = image.getRGB(i % width, i / width);
      samples[i] = r * (rgb >> 16 & 0xFF) + g * (rgb >> 8 & 0xFF) + b * (rgb & 0xFF);
    }
    return new Plane(samples, width);
  }

  private static double[] window() {
    double[] window = new double[2 * REACH + 1];
    double sum = 0;
    for (int k = -REACH; k <= REACH; k++) {
      window[k + REACH] = Math.exp(-k * k / (2 * 1.5 * 1.5));
      sum += window[k + REACH];
    }
    for (int k = 0; k < window.length; k++) {
      window[k] /= sum;
    }
    return window;
  }
}
