package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.ColorModel;

/**
 * What is known of a picture without its samples.
 *
 * @param model what the planes mean
 * @param alpha whether a last plane holds alpha
 * @param chromaHalved whether the chroma planes have half of the resolution both ways, rounded up
 * @param width columns
 * @param height rows
 */
public record PictureShape(
    ColorModel model, boolean alpha, boolean chromaHalved, int width, int height) {

  /** Planes, alpha's included. */
  public int planes() {
    return model.colorPlanes() + (alpha ? 1 : 0);
  }

  /** The same in another model, all planes at full resolution. */
  public PictureShape in(ColorModel other) {
    return new PictureShape(other, alpha, false, width, height);
  }

  /** The same with an alpha plane or without. */
  public PictureShape withAlpha(boolean other) {
    return new PictureShape(model, other, chromaHalved, width, height);
  }

  /** The same with chroma planes, should there be any, at half resolution or at full. */
  public PictureShape withChromaHalved(boolean other) {
    return new PictureShape(model, alpha, other && model == ColorModel.YCBCR, width, height);
  }

  /** The same at another size. */
  public PictureShape sized(int otherWidth, int otherHeight) {
    return new PictureShape(model, alpha, chromaHalved, otherWidth, otherHeight);
  }
}
