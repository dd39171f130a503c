package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.Arrays;

/**
 * The convolution of a plane with a Gaussian, at the same resolution, at one lower by a whole
 * factor, or at one higher by it. Samples beyond the edges are taken to equal the outermost ones.
 *
 * <p>Rows that are split into phases need not be turned for the loops along them to be such as
 * {@link WeightedSum} has: the weights of all samples of one phase are the same, and their
 * neighbours stand at the same place of the other phases' arrays, or of shifted copies of them.
 */
final class GaussianRows extends StreamedRows {
  private final PlaneRows source;
  private final GaussianKernel across;
  private final GaussianKernel down;

  /** Source rows by phase and their place in the kernel. */
  private final float[][][] window;

  /** A row that is averaged downwards, by phase. */
  private final float[][] averaged;

  private final int firstShift;

  /** By k: samples {@code firstShift + k}, and from there on each one of the same source phase. */
  private final float[][] shifted;

  private GaussianRows(PlaneRows source, int width, int height, int phases, Scaling scaling) {
    super(width, height, phases);
    this.source = source;
    across =
        new GaussianKernel(scaling.start(), scaling.scale(), phases, scaling.sourceDeviation());
    down =
        new GaussianKernel(
            scaling.start(), scaling.scale(), scaling.period(), scaling.sourceDeviation());
    int sourcePhases = source.phases();
    window = new float[sourcePhases][GaussianKernel.mostTaps(scaling.sourceDeviation())][];
    averaged = new float[sourcePhases][phaseLength(source.width(), sourcePhases)];
    firstShift = across.first(0);
    int last = phases - 1;
    int shifts = across.first(last) + across.weights(last).length - firstShift;
    shifted = new float[shifts][phaseLength(width, phases)];
  }

  /**
   * How coordinates of the output and of the source go together, on both axes.
   *
   * @param start source coordinate of the output's edge
   * @param scale source samples for one of the output
   * @param period output samples after which the distances to source samples recur
   * @param sourceDeviation of the Gaussian, in samples of the source
   */
  private record Scaling(double start, double scale, int period, double sourceDeviation) {}

  /** The blurred plane, in its own phases. */
  static PlaneRows blurred(PlaneRows source, double deviation) {
    return new GaussianRows(
        source, source.width(), source.height(), source.phases(), new Scaling(0, 1, 1, deviation));
  }

  /**
   * The blurred plane with one sample for {@code step} squared, and some beyond the edges.
   *
   * @param source of a number of phases that is a multiple of the step
   * @param margin samples of the result beyond each edge
   */
  static PlaneRows reduced(PlaneRows source, int step, int margin, double deviation) {
    return new GaussianRows(
        source,
        reducedLength(source.width(), step, margin),
        reducedLength(source.height(), step, margin),
        source.phases() / step,
        new Scaling(-(double) margin * step, step, 1, deviation));
  }

  static int reducedLength(int length, int step, int margin) {
    return (length + step - 1) / step + 2 * margin;
  }

  /**
   * The blurred plane that {@link #reduced} has been made of.
   *
   * @param deviation in samples of the result
   */
  static PlaneRows enlarged(
      PlaneRows reduced, int step, int margin, int width, int height, double deviation) {
    return new GaussianRows(
        reduced,
        width,
        height,
        reduced.phases() * step,
        new Scaling(margin, 1.0 / step, step, deviation / step));
  }

  /**
   * The most heap that one of these holds with the window of source rows that it reads, in bytes.
   *
   * @param taps source samples for one of the result, each way
   */
  static long memoryNeeded(int sourceWidth, int width, int taps) {
    // Rounded up to a power of two there is room for sources that make several rows at once.
    long rows = 2L * Integer.highestOneBit(taps) + 1;
    return Float.BYTES * (rows * (sourceWidth + 8L) + (taps + 12L) * (width + 8L));
  }

  @Override
  protected void releaseSources(int y) {
    source.release(y < height() ? sourceRow(down.first(y)) : source.height());
  }

  /** The row that stands for one that may lie beyond the edges. */
  private int sourceRow(int y) {
    return Math.min(Math.max(0, y), source.height() - 1);
  }

  @Override
  protected void makeNext() {
    averageRows(end());
    repeatLast();
    shift();
    float[][] out = append();
    for (int phase = 0; phase < out.length; phase++) {
      float[] weights = across.weights(phase);
      WeightedSum.set(
          out[phase],
          shifted,
          across.first(phase) - firstShift,
          weights,
          0,
          weights.length,
          out[phase].length);
    }
  }

  private void averageRows(int y) {
    int first = down.first(y);
    float[] weights = down.weights(y);
    source.release(sourceRow(first));
    for (int tap = 0; tap < weights.length; tap++) {
      float[][] row = source.row(sourceRow(first + tap));
      for (int phase = 0; phase < window.length; phase++) {
        window[phase][tap] = row[phase];
      }
    }
    for (int phase = 0; phase < window.length; phase++) {
      float[] out = averaged[phase];
      WeightedSum.set(out, window[phase], 0, weights, 0, weights.length, out.length);
    }
  }

  /** What stands behind the last sample becomes equal to it. */
  private void repeatLast() {
    int phases = averaged.length;
    int samples = source.width();
    float last = averaged[(samples - 1) % phases][(samples - 1) / phases];
    for (int x = samples; x < averaged[0].length * phases; x++) {
      averaged[x % phases][x / phases] = last;
    }
  }

  private void shift() {
    int phases = averaged.length;
    float left = averaged[0][0];
    float right = averaged[phases - 1][averaged[0].length - 1];
    for (int k = 0; k < shifted.length; k++) {
      float[] from = averaged[Math.floorMod(firstShift + k, phases)];
      int by = Math.floorDiv(firstShift + k, phases);
      float[] to = shifted[k];
      int begin = Math.min(to.length, Math.max(0, -by));
      int end = Math.max(begin, Math.min(to.length, from.length - by));
      Arrays.fill(to, 0, begin, left);
      if (end > begin) {
        System.arraycopy(from, begin + by, to, begin, end - begin);
      }
      Arrays.fill(to, end, to.length, right);
    }
  }
}
