package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.Flip;
import io.github.imageresize.Rotation;
import io.github.imageresize.codec.Orientation;

/** What a resize has to give, one whole step after the other, slowly and in doubles. */
record NaiveResize(int width, int height, double[][] samples) {

  /** The premultiplied samples of a picture as stored. */
  static NaiveResize of(Pixels pixels) {
    double[][] samples = new double[pixels.rgba().length][4];
    for (int i = 0; i < samples.length; i++) {
      int[] pixel = pixels.rgba()[i];
      for (int channel = 0; channel < 3; channel++) {
        samples[i][channel] = pixel[channel] * pixel[3] / 255.0;
      }
      samples[i][3] = pixel[3];
    }
    return new NaiveResize(pixels.width(), pixels.height(), samples);
  }

  /** Brings a stored picture upright, by the table of the EXIF standard. */
  NaiveResize upright(Orientation orientation) {
    return switch (orientation) {
      case UPRIGHT -> this;
      case MIRRORED -> flipped(Flip.HORIZONTAL);
      case TURNED_180 -> rotated(Rotation.CLOCKWISE_180);
      case FLIPPED -> flipped(Flip.VERTICAL);
      case TRANSPOSED -> rotated(Rotation.CLOCKWISE_90).flipped(Flip.HORIZONTAL);
      case TURNED_90 -> rotated(Rotation.CLOCKWISE_90);
      case TRANSVERSED -> rotated(Rotation.CLOCKWISE_270).flipped(Flip.HORIZONTAL);
      case TURNED_270 -> rotated(Rotation.CLOCKWISE_270);
    };
  }

  NaiveResize cropped(Crop crop) {
    return part(
        crop.x().intValue(),
        crop.y().intValue(),
        crop.width().intValue(),
        crop.height().intValue());
  }

  NaiveResize part(int left, int top, int partWidth, int partHeight) {
    double[][] to = new double[partWidth * partHeight][];
    for (int i = 0; i < to.length; i++) {
      to[i] = samples[(top + i / partWidth) * width + left + i % partWidth];
    }
    return new NaiveResize(partWidth, partHeight, to);
  }

  NaiveResize flipped(Flip flip) {
    double[][] to = new double[samples.length][];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = flip == Flip.HORIZONTAL ? width - 1 - x : x;
        int fromY = flip == Flip.VERTICAL ? height - 1 - y : y;
        to[y * width + x] = samples[fromY * width + fromX];
      }
    }
    return new NaiveResize(width, height, to);
  }

  NaiveResize rotated(Rotation rotation) {
    NaiveResize turned = this;
    for (int degrees = 0; degrees < rotation.degrees(); degrees += 90) {
      turned = turned.quarterTurn();
    }
    return turned;
  }

  /** Clockwise: the left column becomes the upper row, from its foot on. */
  private NaiveResize quarterTurn() {
    double[][] to = new double[samples.length][];
    for (int y = 0; y < width; y++) {
      for (int x = 0; x < height; x++) {
        to[y * height + x] = samples[(height - 1 - x) * width + y];
      }
    }
    return new NaiveResize(height, width, to);
  }

  /** Lanczos3, with the same scale both ways and the rounded sides laid over the middle. */
  NaiveResize reduced(double scaleX, double scaleY, int toWidth, int toHeight) {
    double[][] to = new double[toWidth * toHeight][4];
    for (int y = 0; y < toHeight; y++) {
      double[] weightsY = weights(height, scaleY, toHeight, y);
      for (int x = 0; x < toWidth; x++) {
        double[] weightsX = weights(width, scaleX, toWidth, x);
        for (int i = 0; i < samples.length; i++) {
          double weight = weightsX[i % width] * weightsY[i / width];
          for (int channel = 0; channel < 4; channel++) {
            to[y * toWidth + x][channel] += weight * samples[i][channel];
          }
        }
      }
    }
    return new NaiveResize(toWidth, toHeight, to);
  }

  Pixels toPixels() {
    int[][] rgba = new int[samples.length][4];
    for (int i = 0; i < samples.length; i++) {
      double alpha = clamp(samples[i][3]);
      for (int channel = 0; channel < 3; channel++) {
        double straight = alpha == 0 ? 0 : samples[i][channel] * 255 / alpha;
        rgba[i][channel] = (int) Math.round(clamp(straight));
      }
      rgba[i][3] = (int) Math.round(alpha);
    }
    return new Pixels(width, height, rgba);
  }

  private static double[] weights(int side, double scale, int toSide, int to) {
    double[] weights = new double[side];
    double stretch = Math.max(1, scale);
    double centre = (side - toSide * scale) / 2 + (to + 0.5) * scale - 0.5;
    double sum = 0;
    for (int from = (int) (centre - 3 * stretch) - 2; from < centre + 3 * stretch + 2; from++) {
      double weight = lanczos((from - centre) / stretch);
      weights[Math.max(0, Math.min(side - 1, from))] += weight;
      sum += weight;
    }
    for (int i = 0; i < side; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static double lanczos(double x) {
    double angle = Math.PI * x;
    return x == 0
        ? 1
        : Math.abs(x) >= 3 ? 0 : 3 * Math.sin(angle) * Math.sin(angle / 3) / angle / angle;
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(255, value));
  }
}
