package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** Resamples columns; keeps the source's phases. */
final class VerticalPass implements PlaneRows {
  private final PlaneRows source;
  private final ResamplingAxis axis;
  private final int width;
  private final int phases;
  private final RowWindow made;
  private final float[][][] windowByPhase;

  VerticalPass(PlaneRows source, ResamplingAxis axis, int width) {
    this.source = source;
    this.axis = axis;
    this.width = width;
    phases = source.phases();
    made = new RowWindow(phases, width);
    windowByPhase = new float[phases][axis.taps()][];
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return axis.length();
  }

  @Override
  public int phases() {
    return phases;
  }

  @Override
  public float[][] row(int y) {
    if (axis.isIdentity()) {
      return source.row(axis.first(y));
    }
    while (made.end() <= y) {
      makeNext();
    }
    return made.row(y);
  }

  @Override
  public void release(int y) {
    made.release(y);
    int next = axis.isIdentity() ? y : made.end();
    source.release(next < axis.length() ? axis.first(next) : axis.end());
  }

  private void makeNext() {
    int y = made.end();
    int first = axis.first(y);
    source.release(first);
    for (int tap = 0; tap < axis.taps(); tap++) {
      float[][] row = source.row(first + tap);
      for (int phase = 0; phase < phases; phase++) {
        windowByPhase[phase][tap] = row[phase];
      }
    }
    float[][] out = made.append();
    int at = y * axis.taps();
    for (int phase = 0; phase < phases; phase++) {
      WeightedSum.set(
          out[phase], windowByPhase[phase], 0, axis.weights(), at, axis.taps(), out[phase].length);
    }
  }
}
