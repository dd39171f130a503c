package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.Frame.Blending;
import io.github.imageresize.codec.Frame.Disposal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the frames of an animated WebP (RFC 9649 section 2.7.1), from ANMF chunk to ANMF
 * chunk. It ends at the first one that has no picture, or none of the sides that it claims, or one
 * that does not lie on the canvas: browsers show nothing behind it. Not thread-safe.
 */
final class WebpFrames {
  private static final int RIFF_HEADER = 12;
  private static final int FRAME_HEADER = 16;
  private static final int CLEARS = 1;
  private static final int REPLACES = 2;

  private final WebpBytes webp;
  private final int canvasWidth;
  private final int canvasHeight;
  private int next = RIFF_HEADER;
  private int header;
  private @Nullable WebpFrame frame;
  private boolean broken;

  WebpFrames(WebpBytes webp, int canvasWidth, int canvasHeight) {
    this.webp = webp;
    this.canvasWidth = canvasWidth;
    this.canvasHeight = canvasHeight;
  }

  /** Goes to the next frame. */
  boolean advance() {
    frame = null;
    while (!broken) {
      Optional<WebpChunk> chunk = webp.chunk(next);
      if (chunk.isEmpty()) {
        return false;
      }
      next = chunk.get().end();
      if (chunk.get().type().equals("ANMF")) {
        frame = WebpFrame.ofAnimation(webp, chunk.get());
        header = chunk.get().start();
        broken = frame == null || !isAsClaimed(frame);
        return !broken;
      }
    }
    return false;
  }

  private boolean isAsClaimed(WebpFrame found) {
    WebpBitstream pixels = found.bitstream();
    return pixels.width() == 1 + webp.int24(header + 6)
        && pixels.height() == 1 + webp.int24(header + 9)
        && (long) found.x() + pixels.width() <= canvasWidth
        && (long) found.y() + pixels.height() <= canvasHeight;
  }

  /** Whether the walk ended at a frame that is none. */
  boolean endsWithBrokenFrame() {
    return broken;
  }

  /** The current frame. */
  WebpFrame frame() {
    if (frame == null) {
      throw new IllegalStateException("there is no frame before the first or behind the last");
    }
    return frame;
  }

  /** How long it is shown. */
  Duration duration() {
    return Duration.ofMillis(webp.int24(header + 12));
  }

  Disposal disposal() {
    return (flags() & CLEARS) != 0 ? Disposal.CLEAR : Disposal.KEEP;
  }

  Blending blending() {
    return (flags() & REPLACES) != 0 ? Blending.REPLACE : Blending.OVER;
  }

  private int flags() {
    return webp.int8(header + FRAME_HEADER - 1);
  }
}
