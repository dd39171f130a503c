package io.github.imageresize.internal.codec.webp;

import java.util.BitSet;

/**
 * Counts the groups of prefix codes that libwebp makes tables for when it decodes a lossless
 * bitstream (RFC 9649 section 3). No header tells their number, which can be 65,536 in a file of
 * some hundred kilobytes: it is the largest number in the entropy image, which lies behind what the
 * transforms need.
 *
 * <p>Of those images nothing is kept. What they copy from before, or take from the colour cache,
 * has been a literal before, so that the literals alone count.
 */
final class PrefixCodeGroups {
  /** From so many on libwebp makes tables for those alone that are used. */
  private static final int MOST_UNUSED = 1000;

  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int MOST_CACHE_BITS = 11;
  private static final int[] LENGTHS_ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private static final int PREDICTOR = 0;
  private static final int COLOR = 1;
  private static final int COLOR_INDEXING = 3;

  private final PrefixBits bits;
  private final BitSet groups = new BitSet();

  private PrefixCodeGroups(PrefixBits bits) {
    this.bits = bits;
  }

  /**
   * Counts groups.
   *
   * @param start where the transforms begin, behind the header
   * @param end behind the last byte
   * @return the number; one if the stream breaks off before they are known, since libwebp makes
   *     none then
   */
  static int count(byte[] bytes, int start, int end, int width, int height) {
    PrefixCodeGroups counted = new PrefixCodeGroups(new PrefixBits(bytes, start, end));
    try {
      return counted.count(width, height);
    } catch (PrefixBits.EndException brokenOff) {
      return 1;
    }
  }

  private int count(int width, int height) throws PrefixBits.EndException {
    int shown = width;
    while (bits.read(1) == 1) {
      int transform = bits.read(2);
      if (transform == PREDICTOR || transform == COLOR) {
        int blocks = bits.read(3) + 2;
        readImage(blocks(shown, blocks), blocks(height, blocks));
      } else if (transform == COLOR_INDEXING) {
        int colors = bits.read(8) + 1;
        readImage(colors, 1);
        int packed = colors <= 2 ? 3 : colors <= 4 ? 2 : colors <= 16 ? 1 : 0;
        shown = blocks(shown, packed);
      }
    }
    cacheBits();
    if (bits.read(1) == 0) {
      return 1;
    }
    int blocks = bits.read(3) + 2;
    groups.clear();
    readImage(blocks(shown, blocks), blocks(height, blocks));
    int most = groups.length();
    return most > MOST_UNUSED ? groups.cardinality() : Math.max(1, most);
  }

  private static int blocks(int length, int sizeBits) {
    return (length + (1 << sizeBits) - 1) >> sizeBits;
  }

  private int cacheBits() throws PrefixBits.EndException {
    if (bits.read(1) == 0) {
      return 0;
    }
    int cache = bits.read(4);
    if (cache < 1 || cache > MOST_CACHE_BITS) {
      throw new PrefixBits.EndException();
    }
    return cache;
  }

  /** Reads an image with one group of codes, of whose literals red and green are noted. */
  private void readImage(int width, int height) throws PrefixBits.EndException {
    int cache = cacheBits();
    BitwisePrefixCode green = code(LITERALS + LENGTHS + (cache > 0 ? 1 << cache : 0));
    BitwisePrefixCode red = code(LITERALS);
    BitwisePrefixCode blue = code(LITERALS);
    BitwisePrefixCode alpha = code(LITERALS);
    BitwisePrefixCode distance = code(DISTANCES);
    boolean constant =
        green.isConstant() && red.isConstant() && blue.isConstant() && alpha.isConstant();
    long pixels = (long) width * height;
    while (pixels > 0) {
      int symbol = green.next(bits);
      if (symbol < LITERALS) {
        groups.set((red.next(bits) << 8) | symbol);
        blue.next(bits);
        alpha.next(bits);
        pixels -= constant ? pixels : 1;
      } else if (symbol < LITERALS + LENGTHS) {
        pixels -= prefixed(symbol - LITERALS);
        prefixed(distance.next(bits));
      } else {
        pixels--;
      }
    }
  }

  /** A length or a distance (section 3.6.2.2). */
  private int prefixed(int prefix) throws PrefixBits.EndException {
    if (prefix < 4) {
      return prefix + 1;
    }
    int extra = (prefix - 2) >> 1;
    int offset = (2 + (prefix & 1)) << extra;
    if (extra > 16) {
      return offset + bits.read(16) + (bits.read(extra - 16) << 16) + 1;
    }
    return offset + bits.read(extra) + 1;
  }

  private BitwisePrefixCode code(int alphabet) throws PrefixBits.EndException {
    if (bits.read(1) == 1) {
      boolean two = bits.read(1) == 1;
      int first = bits.read(bits.read(1) == 1 ? 8 : 1);
      return two
          ? BitwisePrefixCode.of(alphabet, first, bits.read(8))
          : BitwisePrefixCode.of(alphabet, first);
    }
    int[] lengthsOfLengths = new int[LENGTHS_ORDER.length];
    int count = 4 + bits.read(4);
    for (int i = 0; i < count; i++) {
      lengthsOfLengths[LENGTHS_ORDER[i]] = bits.read(3);
    }
    return new BitwisePrefixCode(lengths(alphabet, new BitwisePrefixCode(lengthsOfLengths)));
  }

  private int[] lengths(int alphabet, BitwisePrefixCode code) throws PrefixBits.EndException {
    int told = bits.read(1) == 0 ? alphabet : 2 + bits.read(2 + 2 * bits.read(3));
    int[] lengths = new int[alphabet];
    int previous = 8;
    int symbol = 0;
    for (; symbol < alphabet && told > 0; told--) {
      int length = code.next(bits);
      if (length < 16) {
        lengths[symbol++] = length;
        previous = length == 0 ? previous : length;
        continue;
      }
      int times =
          switch (length) {
            case 16 -> 3 + bits.read(2);
            case 17 -> 3 + bits.read(3);
            default -> 11 + bits.read(7);
          };
      if (symbol + times > alphabet) {
        throw new PrefixBits.EndException();
      }
      for (; times > 0; times--) {
        lengths[symbol++] = length == 16 ? previous : 0;
      }
    }
    return lengths;
  }
}
