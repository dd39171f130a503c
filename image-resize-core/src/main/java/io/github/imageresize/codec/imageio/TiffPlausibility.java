package io.github.imageresize.codec.imageio;

import io.github.imageresize.codec.BadImage;
import io.github.imageresize.codec.TiffDirectory;

/**
 * Whether a TIFF can hold what its directory claims, asked before the plug-in allocates by it.
 * Compressed data is taken at the most that its method can make of a byte.
 */
final class TiffPlausibility {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int COMPRESSION = 259;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int TILE_BYTE_COUNTS = 325;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int UNCOMPRESSED = 1;
  private static final int LZW = 5;
  private static final int DEFLATE = 8;
  private static final int OLD_DEFLATE = 32946;
  private static final int PACK_BITS = 32773;

  private TiffPlausibility() {}

  static void check(TiffDirectory directory, long fileLength) {
    long width = directory.number(WIDTH).orElse(0);
    long height = directory.number(HEIGHT).orElse(0);
    if (width <= 0 || height <= 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw BadImage.corrupt("TIFF sides must be positive, but are " + width + "x" + height);
    }
    long bits =
        directory.number(BITS_PER_SAMPLE).orElse(1) * directory.number(SAMPLES_PER_PIXEL).orElse(1);
    double claimed = (double) width * height * bits / 8;
    int method = (int) directory.number(COMPRESSION).orElse(UNCOMPRESSED);
    if (claimed > fileLength * largestExpansion(method)) {
      throw BadImage.corrupt(
          "TIFF claims %dx%d pixels, but has %d bytes".formatted(width, height, fileLength));
    }
    long stored =
        directory.sum(STRIP_BYTE_COUNTS).orElse(directory.sum(TILE_BYTE_COUNTS).orElse(0));
    if (stored > fileLength) {
      throw BadImage.corrupt(
          "TIFF claims %d bytes of pixels, but has %d bytes".formatted(stored, fileLength));
    }
  }

  private static double largestExpansion(int method) {
    return switch (method) {
      case UNCOMPRESSED -> 2; // YCbCr may leave out chroma samples
      case PACK_BITS -> 64;
      case DEFLATE, OLD_DEFLATE -> 1032;
      case LZW -> 4096;
      default -> Double.POSITIVE_INFINITY;
    };
  }
}
