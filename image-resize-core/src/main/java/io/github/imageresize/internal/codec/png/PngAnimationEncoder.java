package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.animation.FrameMerger;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.deflate.DeflatedStream;

/** Writes animated PNG: of each frame, what changed since the one before. */
final class PngAnimationEncoder implements AnimationEncoder {
  /** Three frames, and what changed. */
  private static final int PICTURES = 4;

  @Override
  public long memoryNeeded(
      int width, int height, int frames, boolean alpha, EncodeRequest request) {
    long frame = height * (4L * width + 1);
    return PICTURES * ArgbPixels.memoryNeeded(width, height)
        + PiecewiseOutput.memoryNeeded(frame * frames)
        + DeflatedStream.memoryNeeded()
        + 64L * width;
  }

  @Override
  public byte[] encode(Animation animation, EncodeRequest request) {
    PngAnimationWriter writer = new PngAnimationWriter(animation, request);
    FrameMerger.merge(animation, argb -> argb >>> 24 == 0 ? 0 : argb, writer);
    return writer.finish();
  }
}
