package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;
import java.util.List;

/**
 * Planes of which a mask lets less be seen: each sample goes as far to the plane's value for
 * nothing as its pixel is not covered.
 */
final class MaskedRows extends RowStage {
  private final List<PlaneRows> sources;
  private final float[] nothing;
  private final RowMask mask;
  private final float[] coverage;

  private MaskedRows(List<PlaneRows> sources, float[] nothing, RowMask mask) {
    super(sources.size(), sources.get(0).width(), sources.get(0).height(), 1);
    this.sources = sources;
    this.nothing = nothing;
    this.mask = mask;
    coverage = new float[sources.get(0).width()];
  }

  static List<PlaneRows> of(List<PlaneRows> sources, float[] nothing, RowMask mask) {
    for (PlaneRows source : sources) {
      Require.range("phases", source.phases(), 1, 1);
      Require.that(
          source.width() == sources.get(0).width(), "planes", "be of one width", source.width());
    }
    return new MaskedRows(List.copyOf(sources), nothing.clone(), mask).planes();
  }

  @Override
  void make(int y, float[][][] out) {
    mask.row(y, coverage);
    for (int plane = 0; plane < out.length; plane++) {
      cover(out[plane][0], sources.get(plane).row(y)[0], coverage, nothing[plane]);
    }
  }

  private static void cover(float[] out, float[] in, float[] coverage, float nothing) {
    for (int i = 0; i < coverage.length; i++) {
      out[i] = nothing + (in[i] - nothing) * coverage[i];
    }
  }

  @Override
  void releaseSources(int y) {
    for (PlaneRows source : sources) {
      source.release(y);
    }
  }
}
