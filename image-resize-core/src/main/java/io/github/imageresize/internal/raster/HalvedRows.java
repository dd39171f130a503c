package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;

/** A plane at half of its resolution both ways, rounded up: each sample is the mean of four. */
final class HalvedRows extends RowStage {
  private final PlaneRows source;

  private HalvedRows(PlaneRows source) {
    super(1, (source.width() + 1) / 2, (source.height() + 1) / 2, 1);
    this.source = source;
  }

  static PlaneRows of(PlaneRows source) {
    Require.range("phases", source.phases(), 1, 1);
    return new HalvedRows(source).planes().get(0);
  }

  @Override
  void make(int y, float[][][] out) {
    float[] upper = source.row(2 * y)[0];
    float[] lower = source.row(Math.min(2 * y + 1, source.height() - 1))[0];
    float[] mean = out[0][0];
    int pairs = source.width() / 2;
    for (int i = 0; i < pairs; i++) {
      mean[i] = (upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1]) * 0.25f;
    }
    if (source.width() % 2 == 1) {
      mean[pairs] = (upper[2 * pairs] + lower[2 * pairs]) * 0.5f;
    }
  }

  @Override
  void releaseSources(int y) {
    source.release(2 * y);
  }
}
