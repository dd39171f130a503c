package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** A plane with left and right exchanged, row by row. */
final class MirroredRows extends RowStage {
  private final PlaneRows source;

  private MirroredRows(PlaneRows source, int phases) {
    super(1, source.width(), source.height(), phases);
    this.source = source;
  }

  static PlaneRows of(PlaneRows source, int phases) {
    return new MirroredRows(source, phases).planes().get(0);
  }

  @Override
  void make(int y, float[][][] out) {
    float[][] from = source.row(y);
    float[][] to = out[0];
    int last = source.width() - 1;
    for (int phase = 0; phase < to.length; phase++) {
      float[] target = to[phase];
      for (int x = last - phase, i = 0; x >= 0; x -= to.length, i++) {
        target[i] = from[x % from.length][x / from.length];
      }
    }
  }

  @Override
  void releaseSources(int y) {
    source.release(y);
  }
}
