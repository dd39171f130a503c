package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;
import java.util.List;

/** Planes that a layer lies over, by the rule "over" of Porter and Duff. */
final class OverlaidRows extends RowStage {
  private final List<PlaneRows> sources;
  private final ColorModel model;
  private final boolean alpha;
  private final Layer layer;
  private final LayerPlace place;
  private final int count;
  private final float[][] rgba;
  private final float[][] colors;

  private OverlaidRows(Picture picture, Layer layer, LayerPlace place) {
    super(picture.planes().size(), picture.width(), picture.height(), 1);
    sources = picture.planes();
    model = picture.model();
    alpha = picture.alpha();
    this.layer = layer;
    this.place = place;
    count = place.repeat() ? picture.width() : layer.width();
    rgba = new float[4][count];
    colors = model == ColorModel.YCBCR ? new float[3][count] : rgba;
  }

  /** The planes of a picture in one phase, of one resolution, and with colour if the layer has. */
  static List<PlaneRows> of(Picture picture, Layer layer, LayerPlace place) {
    for (PlaneRows plane : picture.planes()) {
      Require.range("phases", plane.phases(), 1, 1);
      Require.that(plane.width() == picture.width(), "planes", "be of one width", plane.width());
    }
    return new OverlaidRows(picture, layer, place).planes();
  }

  @Override
  void make(int y, float[][][] out) {
    int width = sources.get(0).width();
    for (int plane = 0; plane < out.length; plane++) {
      System.arraycopy(sources.get(plane).row(y)[0], 0, out[plane][0], 0, width);
    }
    int row = place.repeat() ? y % layer.height() : y - place.top();
    if (row < 0 || row >= layer.height()) {
      return;
    }
    layer.read(row, rgba, count);
    if (model == ColorModel.YCBCR) {
      ColorOperations.rgbToYcbcr(rgba, colors, count);
    }
    for (int i = 0; i < count; i++) {
      rgba[3][i] *= (float) place.opacity();
    }
    int left = place.repeat() ? 0 : place.left();
    if (alpha) {
      blendWithAlpha(out, left);
    } else {
      for (int plane = 0; plane < out.length; plane++) {
        blend(out[plane][0], left, colors[plane], rgba[3], count);
      }
    }
  }

  private static void blend(float[] row, int left, float[] color, float[] opacity, int count) {
    for (int i = 0; i < count; i++) {
      row[left + i] += (color[i] - row[left + i]) * opacity[i];
    }
  }

  private void blendWithAlpha(float[][][] out, int left) {
    int last = out.length - 1;
    float[] below = out[last][0];
    for (int i = 0; i < count; i++) {
      float over = rgba[3][i];
      float seen = below[left + i] * (1 / 255f) * (1 - over);
      float sum = over + seen;
      if (sum > 0) {
        for (int plane = 0; plane < last; plane++) {
          float[] row = out[plane][0];
          row[left + i] = (colors[plane][i] * over + row[left + i] * seen) / sum;
        }
      }
      below[left + i] = 255 * sum;
    }
  }

  @Override
  void releaseSources(int y) {
    for (PlaneRows source : sources) {
      source.release(y);
    }
  }
}
