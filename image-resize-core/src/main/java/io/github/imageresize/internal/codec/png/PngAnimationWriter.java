package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.animation.ChangedArea;
import io.github.imageresize.internal.animation.FrameMerger;
import io.github.imageresize.internal.animation.ShownFrame;
import java.time.Duration;

/**
 * Writes the frames of one animation, in RGB with alpha. The first covers the canvas, which is what
 * viewers without animation show; each other is the rectangle that changed. Where that is opaque,
 * pixels in it that did not change are transparent. Not thread-safe.
 */
final class PngAnimationWriter implements FrameMerger.Writer {
  private final EncodeRequest request;
  private final PngChunkWriter chunks = new PngChunkWriter();

  /** What viewers show before the next frame. */
  private final ArgbPixels shown;

  private boolean first = true;

  PngAnimationWriter(Animation animation, EncodeRequest request) {
    this.request = request;
    shown = new ArgbPixels(animation.width(), animation.height());
    chunks.writeHeader(animation.width(), animation.height(), PngLayout.RGB_ALPHA);
    chunks.writeTexts(request);
    chunks.writeAnimation(animation.loops());
  }

  @Override
  public Duration longest() {
    return Duration.ofMillis(0xFFFF);
  }

  @Override
  public void write(ShownFrame frame, boolean cleared) {
    request.deadline().check();
    ChangedArea changed = ChangedArea.between(shown, frame.pixels());
    ChangedArea area =
        first ? ChangedArea.whole(shown) : changed == null ? new ChangedArea(0, 0, 1, 1) : changed;
    ArgbPixels part = area.of(frame.pixels());
    boolean over = !first && part.isOpaque();
    if (over) {
      area.makeUnchangedTransparent(part, shown);
    }
    long millis = frame.duration().toMillis();
    chunks.writeFrameControl(area.x(), area.y(), area.width(), area.height(), millis, over);
    PngEncoder.writePixels(part.toImage(true), chunks, request.deadline());
    shown.copy(frame.pixels());
    first = false;
  }

  byte[] finish() {
    chunks.writeEnd();
    return chunks.toByteArray();
  }
}
