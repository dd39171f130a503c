package io.github.imageresize.codec.gif;

import io.github.imageresize.codec.BadImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The blocks of a GIF: its screen, its first frame, and how many frames follow. */
final class GifFile {
  private static final int SCREEN_DESCRIPTOR_END = 13;
  private static final int IMAGE_DESCRIPTOR_LENGTH = 10;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int IMAGE = 0x2C;

  private final byte[] gif;
  private final int screenWidth;
  private final int screenHeight;
  private @Nullable GifFrame first;
  private int frames;
  private int transparentIndex = -1;

  GifFile(byte[] gif) {
    this.gif = gif;
    if (gif.length < SCREEN_DESCRIPTOR_END) {
      throw BadImage.corrupt("GIF ends at byte " + gif.length + " within its screen descriptor");
    }
    screenWidth = unsignedShort(6);
    screenHeight = unsignedShort(8);
    byte[] globalColors = colorTable(SCREEN_DESCRIPTOR_END, gif[10]);
    readBlocks(SCREEN_DESCRIPTOR_END + tableBytes(gif[10]), globalColors);
  }

  /** Stops at the trailer, at anything that is no block, or where the file ends. */
  private void readBlocks(int from, byte[] globalColors) {
    int at = from;
    while (at + 2 < gif.length) {
      int introducer = gif[at] & 0xFF;
      if (introducer == EXTENSION) {
        readGraphicControl(at);
        at = afterSubBlocks(at + 2);
      } else if (introducer == IMAGE && at + IMAGE_DESCRIPTOR_LENGTH < gif.length) {
        int data = at + IMAGE_DESCRIPTOR_LENGTH + tableBytes(gif[at + 9]);
        if (data >= gif.length) {
          return;
        }
        if (first == null) {
          first = frame(at, data, globalColors);
        }
        frames++;
        at = afterSubBlocks(data + 1);
      } else {
        return;
      }
    }
  }

  private void readGraphicControl(int at) {
    boolean complete = at + 6 < gif.length && (gif[at + 2] & 0xFF) >= 4;
    if (first == null && (gif[at + 1] & 0xFF) == GRAPHIC_CONTROL && complete) {
      transparentIndex = (gif[at + 3] & 1) == 0 ? -1 : gif[at + 6] & 0xFF;
    }
  }

  private GifFrame frame(int at, int data, byte[] globalColors) {
    byte flags = gif[at + 9];
    int width = unsignedShort(at + 5);
    int height = unsignedShort(at + 7);
    if (width == 0 || height == 0) {
      throw BadImage.corrupt("GIF frame sides must be positive, but are " + width + "x" + height);
    }
    byte[] colors =
        (flags & 0x80) == 0 ? globalColors : colorTable(at + IMAGE_DESCRIPTOR_LENGTH, flags);
    if (colors.length == 0) {
      throw BadImage.corrupt("GIF has no colour table");
    }
    return new GifFrame(
        unsignedShort(at + 1),
        unsignedShort(at + 3),
        width,
        height,
        (flags & 0x40) != 0,
        colors,
        transparentIndex,
        data);
  }

  /** Sub-blocks begin with their length and end with an empty one. */
  private int afterSubBlocks(int from) {
    int at = from;
    while (at < gif.length && gif[at] != 0) {
      at += 1 + (gif[at] & 0xFF);
    }
    return at + 1;
  }

  private static int tableBytes(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  private byte[] colorTable(int at, byte flags) {
    int end = at + tableBytes(flags);
    return Arrays.copyOfRange(gif, Math.min(at, gif.length), Math.min(end, gif.length));
  }

  private int unsignedShort(int at) {
    return (gif[at] & 0xFF) | (gif[at + 1] & 0xFF) << 8;
  }

  GifFrame firstFrame() {
    if (first == null) {
      throw BadImage.corrupt("GIF has no frame");
    }
    return first;
  }

  int frames() {
    return frames;
  }

  /** Width of the screen, or of the first frame where the screen has none. */
  int width() {
    return screenWidth > 0 ? screenWidth : firstFrame().x() + firstFrame().width();
  }

  int height() {
    return screenHeight > 0 ? screenHeight : firstFrame().y() + firstFrame().height();
  }
}
