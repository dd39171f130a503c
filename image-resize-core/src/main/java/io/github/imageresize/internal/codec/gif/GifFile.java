package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.internal.codec.BadImage;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a GIF before any pixel is decoded. Where its blocks are wrong, what browsers
 * make of them: a first frame that reaches beyond the screen enlarges it, and a file of which
 * something else follows where a block should shows an empty screen.
 */
final class GifFile {
  private final byte[] gif;
  private final GifBlocks first;
  private final @Nullable GifFrame firstFrame;
  private final int frames;
  private final int loops;
  private final long mostFrameMemory;

  GifFile(byte[] gif) {
    this.gif = gif;
    first = new GifBlocks(gif);
    firstFrame = first.advance() ? first.frame() : null;
    boolean empty =
        first.endsWithOtherBytes() && first.screenWidth() > 0 && first.screenHeight() > 0;
    if (firstFrame == null && !empty) {
      throw BadImage.corrupt("GIF ends before its first frame");
    }
    GifBlocks all = blocks();
    int count = 0;
    long most = 0;
    while (all.advance() && all.isIntact()) {
      count++;
      most = Math.max(most, all.frameMemory());
    }
    frames = Math.max(1, count);
    loops = all.loops();
    mostFrameMemory = most;
  }

  /** The first frame; null if the screen is all that is shown. */
  @Nullable GifFrame firstFrame() {
    return firstFrame;
  }

  /** All blocks from the first on. */
  GifBlocks blocks() {
    return new GifBlocks(gif);
  }

  /** How many frames begin within the file; 1 where there is none. */
  int frames() {
    return frames;
  }

  /** How often they are shown; 0 for ever. */
  int loops() {
    return loops;
  }

  /** The most heap that the rows of any one frame take, read one after the other. */
  long mostFrameMemory() {
    return mostFrameMemory;
  }

  int width() {
    GifFrame shown = firstFrame;
    return shown == null
        ? first.screenWidth()
        : Math.max(first.screenWidth(), shown.x() + shown.width());
  }

  int height() {
    GifFrame shown = firstFrame;
    return shown == null
        ? first.screenHeight()
        : Math.max(first.screenHeight(), shown.y() + shown.height());
  }
}
