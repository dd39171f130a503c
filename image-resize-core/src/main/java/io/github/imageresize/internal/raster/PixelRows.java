package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;
import java.util.List;

/** Planes that are computed pixel by pixel from planes of the same size and number of phases. */
public final class PixelRows extends RowStage {
  private final List<PlaneRows> sources;
  private final PixelOperation operation;
  private final float[][][] rows;
  private final float[][] in;
  private final float[][] out;

  private PixelRows(List<PlaneRows> sources, int planes, PixelOperation operation) {
    super(planes, sources.get(0).width(), sources.get(0).height(), sources.get(0).phases());
    this.sources = sources;
    this.operation = operation;
    rows = new float[sources.size()][][];
    in = new float[sources.size()][];
    out = new float[planes][];
  }

  /**
   * Applies an operation to each pixel.
   *
   * @param planes how many planes the operation computes
   */
  public static List<PlaneRows> of(List<PlaneRows> sources, int planes, PixelOperation operation) {
    PlaneRows first = sources.get(0);
    for (PlaneRows source : sources) {
      boolean same =
          source.width() == first.width()
              && source.height() == first.height()
              && source.phases() == first.phases();
      if (!same) {
        throw Require.violation(
            "planes",
            "be of one size and number of phases",
            source.width() + "x" + source.height());
      }
    }
    return new PixelRows(List.copyOf(sources), planes, operation).planes();
  }

  @Override
  void make(int y, float[][][] made) {
    PlaneRows first = sources.get(0);
    for (int i = 0; i < in.length; i++) {
      rows[i] = sources.get(i).row(y);
    }
    int phases = first.phases();
    for (int phase = 0; phase < phases; phase++) {
      for (int i = 0; i < in.length; i++) {
        in[i] = rows[i][phase];
      }
      for (int i = 0; i < out.length; i++) {
        out[i] = made[i][phase];
      }
      operation.apply(in, out, (first.width() - phase + phases - 1) / phases);
    }
  }

  @Override
  void releaseSources(int y) {
    for (PlaneRows source : sources) {
      source.release(y);
    }
  }
}
