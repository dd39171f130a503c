package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.internal.codec.BadImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Walks over the blocks of a GIF (GIF89a, appendix A), from frame to frame, and ends where the file
 * does or anything follows that is no block. What browsers make of what is wrong: a frame without
 * sides has the screen's, one without colours has black and white.
 */
final class GifBlocks {
  private static final int SCREEN_DESCRIPTOR_END = 13;
  private static final int IMAGE_DESCRIPTOR_LENGTH = 10;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int APPLICATION = 0xFF;
  private static final int IMAGE = 0x2C;
  private static final byte[] BLACK_AND_WHITE = {0, 0, 0, -1, -1, -1};

  private final byte[] gif;
  private final byte[] globalColors;
  private int next;

  /** Where the descriptor of the current frame begins. */
  private int descriptor;

  private int transparentIndex;
  private int disposal;
  private int hundredths;

  /** How often the frames are shown after the first time; -1 where the file does not tell. */
  private int repetitions = -1;

  private boolean otherBytes;

  GifBlocks(byte[] gif) {
    this.gif = gif;
    if (gif.length < SCREEN_DESCRIPTOR_END) {
      throw BadImage.corrupt("GIF ends at byte " + gif.length + " within its screen descriptor");
    }
    globalColors = colorTable(SCREEN_DESCRIPTOR_END, gif[10]);
    next = SCREEN_DESCRIPTOR_END + tableBytes(gif[10]);
  }

  int screenWidth() {
    return unsignedShort(6);
  }

  int screenHeight() {
    return unsignedShort(8);
  }

  /** Goes to the next frame of which there is more than its descriptor. */
  boolean advance() {
    transparentIndex = -1;
    disposal = 0;
    hundredths = 0;
    while (next < gif.length) {
      int introducer = gif[next] & 0xFF;
      if (introducer == EXTENSION && next + 1 < gif.length) {
        readExtension(next);
        next = afterSubBlocks(next + 2);
      } else if (introducer == IMAGE && next + IMAGE_DESCRIPTOR_LENGTH < gif.length) {
        descriptor = next;
        if (dataStart() >= gif.length) {
          return false;
        }
        next = afterSubBlocks(dataStart() + 1);
        return true;
      } else {
        otherBytes = introducer != IMAGE && introducer != EXTENSION;
        return false;
      }
    }
    return false;
  }

  /** Whether the walk ended since something else follows where a block should. */
  boolean endsWithOtherBytes() {
    return otherBytes;
  }

  private void readExtension(int at) {
    int label = gif[at + 1] & 0xFF;
    if (label == GRAPHIC_CONTROL && at + 6 < gif.length && (gif[at + 2] & 0xFF) >= 4) {
      transparentIndex = (gif[at + 3] & 1) == 0 ? -1 : gif[at + 6] & 0xFF;
      disposal = gif[at + 3] >> 2 & 7;
      hundredths = unsignedShort(at + 4);
    } else if (label == APPLICATION && at + 18 < gif.length && isLoopExtension(at)) {
      repetitions = unsignedShort(at + 16);
    }
  }

  /**
   * Netscape's, or that of the same form by another name; its sub-block of 3 bytes begins with 1.
   */
  private boolean isLoopExtension(int at) {
    String application = new String(gif, at + 3, 11, StandardCharsets.ISO_8859_1);
    boolean known = application.equals("NETSCAPE2.0") || application.equals("ANIMEXTS1.0");
    return gif[at + 2] == 11 && known && gif[at + 14] >= 3 && gif[at + 15] == 1;
  }

  /** How often all frames are shown; 0 for ever. To be asked when the walk has ended. */
  int loops() {
    return repetitions < 0 ? 1 : repetitions == 0 ? 0 : repetitions + 1;
  }

  /** How long the current frame is shown, as stored. */
  Duration duration() {
    return Duration.ofMillis(10L * hundredths);
  }

  /** What becomes of the current frame; values that are not defined count as none. */
  Disposal disposal() {
    return switch (disposal) {
      case 2 -> Disposal.CLEAR;
      case 3 -> Disposal.RESTORE;
      default -> Disposal.KEEP;
    };
  }

  /** The most heap that the current frame's rows take, read one after the other. */
  long frameMemory() {
    return GifFrameRows.memoryNeeded(interlaced(), frameWidth(), frameHeight(), 1);
  }

  /** Whether the current frame can be decoded. */
  boolean isIntact() {
    return codeSize() >= 1 && codeSize() <= 8 && frameWidth() > 0 && frameHeight() > 0;
  }

  private int codeSize() {
    return gif[dataStart()] & 0xFF;
  }

  private boolean interlaced() {
    return (gif[descriptor + 9] & 0x40) != 0;
  }

  private boolean sized() {
    return unsignedShort(descriptor + 5) > 0 && unsignedShort(descriptor + 7) > 0;
  }

  private int frameWidth() {
    return sized() ? unsignedShort(descriptor + 5) : screenWidth();
  }

  private int frameHeight() {
    return sized() ? unsignedShort(descriptor + 7) : screenHeight();
  }

  private int dataStart() {
    return descriptor + IMAGE_DESCRIPTOR_LENGTH + tableBytes(gif[descriptor + 9]);
  }

  /** The current frame. */
  GifFrame frame() {
    int width = frameWidth();
    int height = frameHeight();
    if (width == 0 || height == 0) {
      throw BadImage.corrupt("GIF frame and screen have no sides");
    }
    if (codeSize() < 1 || codeSize() > 8) {
      throw BadImage.corrupt("GIF code size must be 1..8, but is " + codeSize());
    }
    byte flags = gif[descriptor + 9];
    byte[] colors =
        (flags & 0x80) == 0
            ? globalColors
            : colorTable(descriptor + IMAGE_DESCRIPTOR_LENGTH, flags);
    return new GifFrame(
        unsignedShort(descriptor + 1),
        unsignedShort(descriptor + 3),
        width,
        height,
        interlaced(),
        colors.length == 0 ? BLACK_AND_WHITE : colors,
        transparentIndex,
        dataStart());
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
}
