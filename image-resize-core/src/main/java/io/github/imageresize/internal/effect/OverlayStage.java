package io.github.imageresize.internal.effect;

import io.github.imageresize.Overlay;
import io.github.imageresize.Position;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.internal.raster.Layer;
import io.github.imageresize.internal.raster.LayerPlace;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/**
 * Lays a picture over another one.
 *
 * @param layer no larger than what it is laid over
 * @param asked how
 */
public record OverlayStage(Layer layer, Overlay asked) implements Stage {

  @Override
  public boolean changes(PictureShape before) {
    return true;
  }

  @Override
  public PictureShape after(PictureShape before) {
    boolean colored = before.model() == ColorModel.GREY && !layer.grey();
    return before.in(colored ? ColorModel.RGB : before.model());
  }

  @Override
  public boolean needsFullChroma() {
    return true;
  }

  @Override
  public long memoryNeeded(PictureShape before) {
    return layer.bytes() + 8L * Float.BYTES * before.width();
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    Position position = asked.position();
    LayerPlace place =
        new LayerPlace(
            start(position.x(), picture.width(), layer.width(), position),
            start(position.y(), picture.height(), layer.height(), position),
            asked.opacity(),
            asked.repeat());
    return picture.chromaDoubled().overlaid(layer, place);
  }

  /** A focal point is where the layer's middle goes, as near as it can. */
  private static int start(double point, int length, int layerLength, Position position) {
    int free = length - layerLength;
    double wish = position.isFocalPoint() ? point * length - layerLength / 2.0 : point * free;
    return (int) Math.max(0, Math.min(free, Math.round(wish)));
  }
}
