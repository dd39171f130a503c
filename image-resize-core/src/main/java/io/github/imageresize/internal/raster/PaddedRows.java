package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;
import java.util.Arrays;

/** A plane on a larger canvas; what it does not cover has one value. */
final class PaddedRows extends RowStage {
  private final PlaneRows source;
  private final int left;
  private final int top;
  private final float background;

  private PaddedRows(PlaneRows source, int left, int top, int width, int height, float background) {
    super(1, width, height, 1);
    this.source = source;
    this.left = left;
    this.top = top;
    this.background = background;
  }

  static PlaneRows of(
      PlaneRows source, int left, int top, int width, int height, float background) {
    Require.range("phases", source.phases(), 1, 1);
    return new PaddedRows(source, left, top, width, height, background).planes().get(0);
  }

  @Override
  void make(int y, float[][][] out) {
    float[] row = out[0][0];
    Arrays.fill(row, background);
    if (y >= top && y < top + source.height()) {
      System.arraycopy(source.row(y - top)[0], 0, row, left, source.width());
    }
  }

  @Override
  void releaseSources(int y) {
    source.release(Math.max(0, y - top));
  }
}
