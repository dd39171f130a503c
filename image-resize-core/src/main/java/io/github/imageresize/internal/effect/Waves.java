package io.github.imageresize.internal.effect;

/**
 * The lowest frequencies of a channel, as factors of cosines: those below the diagonal of a
 * rectangle, the mean not among them.
 */
final class Waves {
  private final int across;
  private final int down;
  private final double mean;
  private final double scale;
  private final double[] factors;

  private Waves(int across, int down, double mean, double scale, double[] factors) {
    this.across = across;
    this.down = down;
    this.mean = mean;
    this.scale = scale;
    this.factors = factors;
  }

  /** A channel that is the same everywhere. */
  static Waves flat(double mean) {
    return new Waves(1, 1, mean, 0, new double[0]);
  }

  /** The frequencies of samples in rows of a width. */
  static Waves of(double[] samples, int width, int across, int down) {
    int height = samples.length / width;
    double[] factors = new double[count(across, down)];
    double mean = 0;
    double scale = 0;
    int at = 0;
    for (int v = 0; v < down; v++) {
      for (int u = 0; isBelowDiagonal(u, v, across, down); u++) {
        double sum = 0;
        double[] horizontal = cosines(u, width);
        double[] vertical = cosines(v, height);
        // In this order: what is nearly 0 is rounded as the published implementation does.
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            sum += samples[y * width + x] * horizontal[x] * vertical[y];
          }
        }
        double factor = sum / samples.length;
        if (u == 0 && v == 0) {
          mean = factor;
        } else {
          factors[at++] = factor;
          scale = Math.max(scale, Math.abs(factor));
        }
      }
    }
    return new Waves(across, down, mean, scale, factors);
  }

  static Waves read(HashBits bits, double mean, double scale, int across, int down) {
    double[] factors = new double[count(across, down)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (bits.next(4) / 7.5 - 1) * scale;
    }
    return new Waves(across, down, mean, scale, factors);
  }

  void write(HashBits bits) {
    for (double factor : factors) {
      bits.add(4, 15 * (scale > 0 ? 0.5 + 0.5 / scale * factor : 0));
    }
  }

  double mean() {
    return mean;
  }

  double scale() {
    return scale;
  }

  /** The sum of the waves at a place, both coordinates 0..1. */
  double at(double x, double y) {
    double value = mean;
    int at = 0;
    for (int v = 0; v < down; v++) {
      for (int u = v == 0 ? 1 : 0; isBelowDiagonal(u, v, across, down); u++) {
        value += 2 * factors[at++] * cosine(u, x) * cosine(v, y);
      }
    }
    return value;
  }

  private static int count(int across, int down) {
    int count = -1;
    for (int v = 0; v < down; v++) {
      for (int u = 0; isBelowDiagonal(u, v, across, down); u++) {
        count++;
      }
    }
    return count;
  }

  private static boolean isBelowDiagonal(int u, int v, int across, int down) {
    return u * down < across * (down - v);
  }

  private static double[] cosines(int frequency, int length) {
    double[] cosines = new double[length];
    for (int i = 0; i < length; i++) {
      cosines[i] = Math.cos(Math.PI / length * frequency * (i + 0.5));
    }
    return cosines;
  }

  private static double cosine(int frequency, double place) {
    return Math.cos(Math.PI * frequency * place);
  }
}
