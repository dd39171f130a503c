package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.animation.FrameMerger;

/** Writes animated PNG: of each frame, what changed since the one before. */
final class PngAnimationEncoder implements AnimationEncoder {
  /** Three frames as pixels, and what changed, twice. */
  private static final int PIXEL_BYTES = 3 * 4 + 2 * 4;

  /** Bytes of the result for a pixel at most, as it grows by doubling. */
  private static final double RESULT_BYTES = 12;

  private static final long TABLES = 1 << 20;

  @Override
  public long memoryNeeded(
      int width, int height, int frames, boolean alpha, EncodeRequest request) {
    double pixels = (double) width * height;
    return (long) (pixels * (PIXEL_BYTES + RESULT_BYTES * frames)) + 64L * width + TABLES;
  }

  @Override
  public byte[] encode(Animation animation, EncodeRequest request) {
    PngAnimationWriter writer = new PngAnimationWriter(animation, request);
    FrameMerger.merge(animation, argb -> argb >>> 24 == 0 ? 0 : argb, writer);
    return writer.finish();
  }
}
