package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.codec.palette.Palette;
import java.util.Optional;

/** Writes GIF89a, its palettes chosen for the pictures. */
public final class GifEncoder implements ImageEncoder {
  @Override
  public ImageFormat format() {
    return ImageFormat.GIF;
  }

  @Override
  public boolean accepts(ColorModel model, boolean alpha) {
    return model == ColorModel.RGB || model == ColorModel.GREY;
  }

  @Override
  public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
    return ArgbPixels.memoryNeeded(width, height)
        + PiecewiseOutput.memoryNeeded(GifPixelWriter.mostBytes(width, height))
        + Palette.memoryNeeded(width);
  }

  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    ArgbPixels pixels = new ArgbPixels(image.width(), image.height());
    pixels.read(image);
    request.deadline().check();
    Palette palette = Palette.of(pixels);
    GifBlockWriter out = new GifBlockWriter();
    out.writeScreen(image.width(), image.height(), palette);
    out.writeComments(request);
    if (palette.transparentIndex() >= 0) {
      out.writeControl(Disposal.KEEP, 0, palette.transparentIndex());
    }
    out.writeDescriptor(0, 0, image.width(), image.height(), null);
    out.writePixels(pixels, palette, request.deadline());
    return out.finish();
  }

  @Override
  public Optional<AnimationEncoder> animation() {
    return Optional.of(new GifAnimationEncoder());
  }
}
