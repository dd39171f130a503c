package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.animation.FrameMerger;

/** Writes animated WebP: of each frame, what changed since the one before, as a still picture. */
final class WebpAnimationEncoder implements AnimationEncoder {
  /** Three frames as pixels, and what changed. */
  private static final int PIXEL_BYTES = 3 * 4 + 4;

  /** Bytes of the result for a pixel at most, as it grows by doubling. */
  private static final double RESULT_BYTES = 3;

  private final ImageEncoder stills;

  WebpAnimationEncoder(ImageEncoder stills) {
    this.stills = stills;
  }

  @Override
  public long memoryNeeded(
      int width, int height, int frames, boolean alpha, EncodeRequest request) {
    double pixels = (double) width * height;
    return (long) (pixels * (PIXEL_BYTES + RESULT_BYTES * frames))
        + stills.memoryNeeded(width, height, alpha, request);
  }

  @Override
  public byte[] encode(Animation animation, EncodeRequest request) {
    WebpAnimationWriter writer = new WebpAnimationWriter(animation, stills, request);
    FrameMerger.merge(animation, argb -> argb >>> 24 == 0 ? 0 : argb, writer);
    return writer.finish();
  }
}
