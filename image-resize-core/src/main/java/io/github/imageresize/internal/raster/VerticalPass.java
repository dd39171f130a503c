package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** Resamples columns; keeps the source's phases. */
final class VerticalPass extends StreamedRows {
  private final PlaneRows source;
  private final ResamplingAxis axis;
  private final float[][][] windowByPhase;

  private VerticalPass(PlaneRows source, ResamplingAxis axis, int width) {
    super(width, axis.length(), source.phases());
    this.source = source;
    this.axis = axis;
    windowByPhase = new float[source.phases()][axis.taps()][];
  }

  /**
   * The resampled columns.
   *
   * @param width how many of them, from the left
   * @return the source itself if there is nothing to do
   */
  static PlaneRows of(PlaneRows source, ResamplingAxis axis, int width) {
    if (!axis.isIdentity()) {
      return new VerticalPass(source, axis, width);
    }
    int top = axis.first(0);
    return top == 0 && axis.length() == source.height()
        ? source
        : new PartialRows(source, top, axis.length());
  }

  @Override
  protected void releaseSources(int y) {
    source.release(y < axis.length() ? axis.first(y) : axis.end());
  }

  @Override
  protected void makeNext() {
    int y = end();
    int first = axis.first(y);
    source.release(first);
    for (int tap = 0; tap < axis.taps(); tap++) {
      float[][] row = source.row(first + tap);
      for (int phase = 0; phase < windowByPhase.length; phase++) {
        windowByPhase[phase][tap] = row[phase];
      }
    }
    float[][] out = append();
    int at = y * axis.taps();
    for (int phase = 0; phase < windowByPhase.length; phase++) {
      WeightedSum.set(
          out[phase], windowByPhase[phase], 0, axis.weights(), at, axis.taps(), out[phase].length);
    }
  }
}
