package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.animation.FrameMerger;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.codec.palette.Palette;

/** Writes animated GIF: of each frame, what changed since the one before. */
final class GifAnimationEncoder implements AnimationEncoder {
  /** Three frames, and what changed, twice. */
  private static final int PICTURES = 5;

  /** The screen's palette, the last frame's, and this one's. */
  private static final int PALETTES = 3;

  @Override
  public long memoryNeeded(
      int width, int height, int frames, boolean alpha, EncodeRequest request) {
    long frame = GifPixelWriter.mostBytes(width, height);
    return PICTURES * ArgbPixels.memoryNeeded(width, height)
        + PiecewiseOutput.memoryNeeded(frame * frames)
        + PiecewiseOutput.memoryNeeded(frame)
        + PALETTES * Palette.memoryNeeded(width);
  }

  @Override
  public byte[] encode(Animation animation, EncodeRequest request) {
    GifAnimationWriter writer = new GifAnimationWriter(animation, request);
    FrameMerger.merge(animation, GifAnimationEncoder::opaqueOrNot, writer);
    return writer.finish();
  }

  /** Pixels less than half opaque are transparent, the others have their colour. */
  private static int opaqueOrNot(int argb) {
    return argb < 0 ? argb | 0xFF000000 : 0;
  }
}
