package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.internal.codec.BadImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a GIF up to its first frame. Where they are wrong, what browsers make of them: a
 * frame without sides has the screen's, one without colours has black and white, one that reaches
 * beyond the screen enlarges it, and a file of which something else follows where a block should
 * shows an empty screen.
 */
final class GifFile {
  private static final int SCREEN_DESCRIPTOR_END = 13;
  private static final int IMAGE_DESCRIPTOR_LENGTH = 10;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int IMAGE = 0x2C;
  private static final byte[] BLACK_AND_WHITE = {0, 0, 0, -1, -1, -1};

  private final byte[] gif;
  private final int screenWidth;
  private final int screenHeight;
  private @Nullable GifFrame first;
  private boolean empty;
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

  /** Up to the first frame, or to anything that is no block. */
  private void readBlocks(int from, byte[] globalColors) {
    int at = from;
    while (at + 1 < gif.length) {
      int introducer = gif[at] & 0xFF;
      if (introducer == EXTENSION) {
        readGraphicControl(at);
        at = afterSubBlocks(at + 2);
      } else if (introducer == IMAGE && at + IMAGE_DESCRIPTOR_LENGTH < gif.length) {
        int data = at + IMAGE_DESCRIPTOR_LENGTH + tableBytes(gif[at + 9]);
        if (data < gif.length) {
          first = frame(at, data, globalColors);
        }
        return;
      } else {
        empty = introducer != IMAGE && screenWidth > 0 && screenHeight > 0;
        return;
      }
    }
  }

  private void readGraphicControl(int at) {
    boolean complete = at + 6 < gif.length && (gif[at + 2] & 0xFF) >= 4;
    if ((gif[at + 1] & 0xFF) == GRAPHIC_CONTROL && complete) {
      transparentIndex = (gif[at + 3] & 1) == 0 ? -1 : gif[at + 6] & 0xFF;
    }
  }

  private GifFrame frame(int at, int data, byte[] globalColors) {
    byte flags = gif[at + 9];
    int width = unsignedShort(at + 5);
    int height = unsignedShort(at + 7);
    if (width == 0 || height == 0) {
      width = screenWidth;
      height = screenHeight;
    }
    if (width == 0 || height == 0) {
      throw BadImage.corrupt("GIF frame and screen have no sides");
    }
    int codeSize = gif[data] & 0xFF;
    if (codeSize < 1 || codeSize > 8) {
      throw BadImage.corrupt("GIF code size must be 1..8, but is " + codeSize);
    }
    byte[] colors =
        (flags & 0x80) == 0 ? globalColors : colorTable(at + IMAGE_DESCRIPTOR_LENGTH, flags);
    return new GifFrame(
        unsignedShort(at + 1),
        unsignedShort(at + 3),
        width,
        height,
        (flags & 0x40) != 0,
        colors.length == 0 ? BLACK_AND_WHITE : colors,
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

  /** The first frame; null if the screen is all that is shown. */
  @Nullable GifFrame firstFrame() {
    if (first == null && !empty) {
      throw BadImage.corrupt("GIF ends before its first frame");
    }
    return first;
  }

  int width() {
    return first == null ? screenWidth : Math.max(screenWidth, first.x() + first.width());
  }

  int height() {
    return first == null ? screenHeight : Math.max(screenHeight, first.y() + first.height());
  }
}
