package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.animation.FrameMerger;
import io.github.imageresize.internal.codec.PiecewiseOutput;

/** Writes animated WebP: of each frame, what changed since the one before, as a still picture. */
final class WebpAnimationEncoder implements AnimationEncoder {
  /** Three frames, and what changed. */
  private static final int PICTURES = 4;

  private final ImageEncoder stills;

  WebpAnimationEncoder(ImageEncoder stills) {
    this.stills = stills;
  }

  @Override
  public long memoryNeeded(
      int width, int height, int frames, boolean alpha, EncodeRequest request) {
    int channels = alpha ? 4 : 3;
    long frame = (long) width * height * channels / (request.lossless() ? 1 : 2);
    return PICTURES * ArgbPixels.memoryNeeded(width, height)
        + PiecewiseOutput.memoryNeeded(frame * frames)
        + stills.memoryNeeded(width, height, alpha, request);
  }

  @Override
  public byte[] encode(Animation animation, EncodeRequest request) {
    WebpAnimationWriter writer = new WebpAnimationWriter(animation, stills, request);
    FrameMerger.merge(animation, argb -> argb >>> 24 == 0 ? 0 : argb, writer);
    return writer.finish();
  }
}
