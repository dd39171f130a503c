package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.internal.codec.BadImage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a bitmap say: BITMAPCOREHEADER (12 bytes) and OS/2 2.0's (16 to 64 bytes),
 * BITMAPINFOHEADER (40), its successors with masks (52 and 56), BITMAPV4HEADER (108) and
 * BITMAPV5HEADER (124), all of [MS-WMF] 2.2.2 and the OS/2 toolkit.
 *
 * @param width pixels, positive
 * @param height pixels, positive
 * @param topDown whether the upper row is stored first
 * @param depth bits a pixel
 * @param compression how pixels are stored
 * @param masks of red, green, blue and alpha, for depths above 8
 * @param palette where its colours begin
 * @param colors of the palette
 * @param colorBytes bytes of a colour, 3 or 4
 * @param pixels where the pixels begin
 * @param iccProfile an embedded profile, or null
 */
record BmpHeader(
    int width,
    int height,
    boolean topDown,
    int depth,
    BmpCompression compression,
    List<ChannelMask> masks,
    long palette,
    int colors,
    int colorBytes,
    long pixels,
    @Nullable IccProfile iccProfile) {
  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int INFO = 40;
  private static final int INFO_WITH_MASKS = 52;
  private static final int INFO_WITH_ALPHA_MASK = 56;
  private static final int V4 = 108;
  private static final int V5 = 124;
  private static final int PROFILE_EMBEDDED = 0x4D424544;
  private static final int LARGEST_PROFILE = 4 << 20;
  private static final int ALPHA_OF_ICONS = 0xFF000000;

  /** Reads the headers of a file. */
  static BmpHeader ofFile(byte[] file) {
    LittleEndian numbers = new LittleEndian(file);
    return read(numbers, FILE_HEADER, numbers.unsigned32(10), false);
  }

  /**
   * Reads the header of a bitmap in an icon, whose height is that of the picture and of its mask
   * together.
   *
   * @param at where the header begins
   */
  static BmpHeader ofIcon(byte[] file, int at) {
    BmpHeader both = read(new LittleEndian(file), at, 0, true);
    return new BmpHeader(
        both.width,
        Math.max(1, both.height / 2),
        both.topDown,
        both.depth,
        both.compression,
        both.masks,
        both.palette,
        both.colors,
        both.colorBytes,
        both.pixels,
        null);
  }

  private static BmpHeader read(LittleEndian file, int at, long pixelsAt, boolean icon) {
    long size = file.unsigned32(at);
    boolean core = size == CORE;
    boolean windows =
        size == INFO
            || size == INFO_WITH_MASKS
            || size == INFO_WITH_ALPHA_MASK
            || size == V4
            || size == V5;
    boolean os2 = size >= 16 && size <= 64 && !windows;
    if (!core && !windows && !os2) {
      throw BadImage.unsupported(
          "BMP header must have 12, 16 to 64, 108 or 124 bytes, but has " + size);
    }
    long width = core ? file.int16(at + 4) : file.int32(at + 4);
    long height = core ? file.int16(at + 6) : file.int32(at + 8);
    if (width <= 0 || height == 0 || height == Integer.MIN_VALUE) {
      throw BadImage.corrupt("BMP sides must be positive, but are " + width + "x" + height);
    }
    int depth = file.int16(core ? at + 10 : at + 14);
    BmpCompression compression =
        BmpCompression.of(size >= 20 ? file.unsigned32(at + 16) : 0, depth);
    List<ChannelMask> masks = masks(file, at, size, depth, compression, icon);
    long palette = at + size + maskBytes(size, compression);
    int colorBytes = core ? 3 : 4;
    long colors = depth > 8 ? 0 : 1L << depth;
    long used = size >= 36 ? file.unsigned32(at + 32) : 0;
    if (depth <= 8 && used > 0 && used < colors) {
      colors = used;
    }
    // With 16 bits and more a palette is a proposal for poorer screens; in icons it moves pixels.
    long pixels = palette + colorBytes * (depth <= 8 ? colors : Math.min(used, 1 << 16));
    // Where pixels begin within the palette, they are both; before it, the number is wrong.
    if (pixelsAt >= at + size) {
      pixels = pixelsAt;
    }
    return new BmpHeader(
        (int) width,
        (int) Math.abs(height),
        height < 0,
        depth,
        compression,
        masks,
        palette,
        (int) colors,
        colorBytes,
        pixels,
        size == V5 ? profile(file, at) : null);
  }

  private static List<ChannelMask> masks(
      LittleEndian file, int at, long size, int depth, BmpCompression compression, boolean icon) {
    int[] bits = new int[4];
    if (compression == BmpCompression.NONE) {
      int channel = depth == 16 ? 5 : 8;
      for (int i = 0; i < 3; i++) {
        bits[i] = ((1 << channel) - 1) << (channel * (2 - i));
      }
    } else {
      for (int i = 0; i < 3; i++) {
        bits[i] = file.int32(at + INFO + 4L * i);
      }
    }
    boolean alphaMask =
        switch (compression) {
          case NONE -> size >= V4 && depth == 32;
          case BIT_FIELDS -> size == INFO_WITH_ALPHA_MASK || size >= V4;
          case ALPHA_BIT_FIELDS -> true;
          case RUN_LENGTH -> false;
        };
    if (alphaMask) {
      bits[3] = file.int32(at + INFO + 12);
    } else if (icon && depth == 32 && compression == BmpCompression.NONE) {
      bits[3] = ALPHA_OF_ICONS;
    }
    if (depth <= 8) {
      return List.of();
    }
    for (int i = 0; i < 4; i++) {
      bits[i] &= (int) ((1L << depth) - 1);
    }
    return Arrays.stream(bits).mapToObj(ChannelMask::of).toList();
  }

  /** Bytes of the masks that stand behind a header that has no room for them. */
  private static int maskBytes(long size, BmpCompression compression) {
    if (size != INFO) {
      return 0;
    }
    return switch (compression) {
      case BIT_FIELDS -> 12;
      case ALPHA_BIT_FIELDS -> 16;
      default -> 0;
    };
  }

  private static @Nullable IccProfile profile(LittleEndian file, int at) {
    long from = at + file.unsigned32(at + 112);
    long length = file.unsigned32(at + 116);
    boolean whole = length > 0 && length <= LARGEST_PROFILE && from + length <= file.bytes().length;
    return file.int32(at + 56) == PROFILE_EMBEDDED && whole
        ? IccProfile.wrap(Arrays.copyOfRange(file.bytes(), (int) from, (int) (from + length)))
        : null;
  }

  /** Bytes from a stored row to the next. */
  long rowBytes() {
    return ((long) width * depth + 31) / 32 * 4;
  }

  /** Bytes of a row without what fills it up to whole words. */
  long usedRowBytes() {
    return ((long) width * depth + 7) / 8;
  }

  /** The number of a row of the picture in the order in which rows are stored. */
  int storedRow(int y) {
    return topDown ? y : height - 1 - y;
  }
}
