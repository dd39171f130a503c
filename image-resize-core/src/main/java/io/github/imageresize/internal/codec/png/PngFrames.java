package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.Frame.Blending;
import io.github.imageresize.codec.Frame.Disposal;
import java.time.Duration;

/**
 * Walks over the frames of an animated PNG (PNG, third edition, clause 11.3.6), from fcTL chunk to
 * fcTL chunk. It ends at the first frame that is damaged before its pixels: whose numbers in the
 * sequence leave a gap, that has no pixels, or that does not lie on the canvas. Not thread-safe.
 */
final class PngFrames {
  private static final int CONTROL_LENGTH = 26;

  private final PngChunks chunks;
  private final PngLayout canvas;
  private final int claimed;
  private int found;
  private int sequence;
  private boolean picturePassed;
  private int control;
  private PngChunks pixels;

  /**
   * The frames of a file.
   *
   * @param claimed how many it says that it has
   */
  PngFrames(byte[] png, PngLayout canvas, int claimed) {
    chunks = new PngChunks(png);
    pixels = chunks;
    this.canvas = canvas;
    this.claimed = claimed;
  }

  /** Goes to the next frame. */
  boolean advance() {
    while (found < claimed && chunks.advance() && !chunks.is(PngChunks.IEND)) {
      picturePassed |= chunks.is(PngChunks.IDAT);
      if (chunks.is(PngChunks.FRAME)) {
        if (!readControl() || !findPixels()) {
          return false;
        }
        found++;
        return true;
      }
    }
    return false;
  }

  private boolean readControl() {
    if (chunks.length() < CONTROL_LENGTH || !chunks.isIntact()) {
      return false;
    }
    control = chunks.start();
    boolean inSequence = chunks.int32(control) == sequence++;
    long right = Integer.toUnsignedLong(chunks.int32(control + 12)) + width();
    long bottom = Integer.toUnsignedLong(chunks.int32(control + 16)) + height();
    return inSequence
        && width() > 0
        && height() > 0
        && right <= canvas.width()
        && bottom <= canvas.height();
  }

  /** The picture's own, which have no numbers, or those of an fdAT chunk and what follows it. */
  private boolean findPixels() {
    PngChunks walk = new PngChunks(chunks);
    while (walk.advance() && !walk.is(PngChunks.FRAME) && !walk.is(PngChunks.IEND)) {
      if (walk.is(PngChunks.IDAT) && !picturePassed) {
        pixels = new PngChunks(walk);
        return width() == canvas.width() && height() == canvas.height();
      }
      if (walk.is(PngChunks.FRAME_DATA)) {
        pixels = new PngChunks(walk);
        return isInSequence(walk);
      }
    }
    return false;
  }

  private boolean isInSequence(PngChunks walk) {
    do {
      boolean numbered = walk.is(PngChunks.FRAME_DATA);
      if (numbered && (walk.length() < 4 || walk.int32(walk.start()) != sequence++)) {
        return false;
      }
    } while (walk.advance() && !walk.is(PngChunks.FRAME) && !walk.is(PngChunks.IEND));
    return true;
  }

  private int width() {
    return chunks.int32(control + 4);
  }

  private int height() {
    return chunks.int32(control + 8);
  }

  /** The layout of the current frame. */
  PngLayout layout() {
    return new PngLayout(
        width(), height(), canvas.depth(), canvas.colorType(), canvas.interlaced());
  }

  /** Its pixels. */
  PngPixelData data() {
    PngChunks from = new PngChunks(pixels);
    return from.is(PngChunks.IDAT) ? PngPixelData.ofPicture(from) : PngPixelData.ofFrame(from);
  }

  int x() {
    return chunks.int32(control + 12);
  }

  int y() {
    return chunks.int32(control + 16);
  }

  /** How long it is shown; a denominator of 0 stands for 100. */
  Duration duration() {
    long numerator = unsignedShort(control + 20);
    long denominator = unsignedShort(control + 22);
    return Duration.ofMillis(
        Math.round(1000.0 * numerator / (denominator == 0 ? 100 : denominator)));
  }

  Disposal disposal() {
    return switch (chunks.file()[control + 24]) {
      case 1 -> Disposal.CLEAR;
      case 2 -> Disposal.RESTORE;
      default -> Disposal.KEEP;
    };
  }

  Blending blending() {
    return chunks.file()[control + 25] == 1 ? Blending.OVER : Blending.REPLACE;
  }

  private int unsignedShort(int at) {
    return (chunks.file()[at] & 0xFF) << 8 | (chunks.file()[at + 1] & 0xFF);
  }
}
