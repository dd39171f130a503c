package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.animation.FrameMerger;

/** Writes animated GIF: of each frame, what changed since the one before. */
final class GifAnimationEncoder implements AnimationEncoder {
  /** Three frames as pixels, two of what changed, their indices, and those compressed. */
  private static final int PIXEL_BYTES = 3 * 4 + 2 * 4 + 2 + 2 * 3;

  /** Bytes of the result for a pixel at most, as it grows by doubling. */
  private static final double RESULT_BYTES = 4.5;

  private static final long TABLES = 6 << 20;

  @Override
  public long memoryNeeded(
      int width, int height, int frames, boolean alpha, EncodeRequest request) {
    double pixels = (double) width * height;
    return (long) (pixels * (PIXEL_BYTES + RESULT_BYTES * frames)) + TABLES;
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
