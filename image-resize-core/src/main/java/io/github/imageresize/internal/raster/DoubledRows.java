package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;

/** A plane at twice its resolution both ways: each sample serves four pixels. */
final class DoubledRows extends RowStage {
  private final PlaneRows source;
  private final int width;

  private DoubledRows(PlaneRows source, int width, int height) {
    super(1, width, height, 1);
    this.source = source;
    this.width = width;
  }

  /** The plane at a size that it has half of, rounded up. */
  static PlaneRows of(PlaneRows source, int width, int height) {
    boolean half = source.width() == (width + 1) / 2 && source.height() == (height + 1) / 2;
    Require.range("phases", source.phases(), 1, 1);
    if (!half) {
      throw Require.violation(
          "source",
          "be half of %dx%d".formatted(width, height),
          source.width() + "x" + source.height());
    }
    return new DoubledRows(source, width, height).planes().get(0);
  }

  @Override
  void make(int y, float[][][] out) {
    float[] half = source.row(y / 2)[0];
    float[] row = out[0][0];
    int pairs = width / 2;
    for (int i = 0; i < pairs; i++) {
      row[2 * i] = half[i];
      row[2 * i + 1] = half[i];
    }
    if (width % 2 == 1) {
      row[width - 1] = half[pairs];
    }
  }

  @Override
  void releaseSources(int y) {
    source.release(y / 2);
  }
}
