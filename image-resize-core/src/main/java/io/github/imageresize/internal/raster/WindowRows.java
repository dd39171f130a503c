package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** A part of a plane. */
final class WindowRows extends RowStage {
  private final PlaneRows source;
  private final int left;
  private final int top;
  private final int width;

  private WindowRows(PlaneRows source, int left, int top, int width, int height, int phases) {
    super(1, width, height, phases);
    this.source = source;
    this.left = left;
    this.top = top;
    this.width = width;
  }

  static PlaneRows of(PlaneRows source, int left, int top, int width, int height, int phases) {
    return new WindowRows(source, left, top, width, height, phases).planes().get(0);
  }

  @Override
  void make(int y, float[][][] out) {
    float[][] from = source.row(top + y);
    float[][] to = out[0];
    if (from.length == 1 && to.length == 1) {
      System.arraycopy(from[0], left, to[0], 0, width);
      return;
    }
    for (int phase = 0; phase < to.length; phase++) {
      float[] target = to[phase];
      for (int x = phase, i = 0; x < width; x += to.length, i++) {
        target[i] = from[(left + x) % from.length][(left + x) / from.length];
      }
    }
  }

  @Override
  void releaseSources(int y) {
    source.release(top + y);
  }
}
