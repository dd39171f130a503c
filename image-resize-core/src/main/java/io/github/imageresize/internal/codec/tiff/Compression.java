package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.BadImage;
import java.util.Map;

/** How strips and tiles are compressed, of the ways that are read. */
enum Compression {
  NONE,
  LZW,
  DEFLATE,
  PACK_BITS,
  JPEG,
  /** Modified Huffman, T.4 and T.6, of one bit a pixel. */
  FAX,
  /** That of TIFF 6.0 section 22, which was withdrawn. */
  OLD_JPEG;

  private static final Map<Integer, String> OTHERS =
      Map.ofEntries(
          Map.entry(32766, "NeXT's"),
          Map.entry(32809, "ThunderScan's"),
          Map.entry(32908, "PixarFilm's"),
          Map.entry(32909, "PixarLog's"),
          Map.entry(33003, "JPEG 2000"),
          Map.entry(33005, "JPEG 2000"),
          Map.entry(34661, "JBIG"),
          Map.entry(34676, "LogLuv"),
          Map.entry(34677, "LogLuv"),
          Map.entry(34712, "JPEG 2000"),
          Map.entry(34887, "LERC"),
          Map.entry(34892, "DNG's lossy JPEG"),
          Map.entry(34925, "LZMA"),
          Map.entry(34926, "Zstandard"),
          Map.entry(34927, "WebP"),
          Map.entry(34933, "PNG"),
          Map.entry(34934, "JPEG XR"),
          Map.entry(50000, "Zstandard"),
          Map.entry(50001, "WebP"),
          Map.entry(50002, "JPEG XL"),
          Map.entry(52546, "JPEG XL"));

  /** What a directory's number means. */
  static Compression of(long number) {
    return switch ((int) Math.min(number, Integer.MAX_VALUE)) {
      case 1 -> NONE;
      case 2, 3, 4 -> FAX;
      case 5 -> LZW;
      case 6 -> OLD_JPEG;
      case 7 -> JPEG;
      case 8, 32946 -> DEFLATE;
      case 32773 -> PACK_BITS;
      default ->
          throw BadImage.unsupported(
              "TIFF must be uncompressed or compressed by LZW, Deflate, PackBits, JPEG or fax"
                  + " coding, but its compression is "
                  + OTHERS.getOrDefault((int) number, "number " + number));
    };
  }

  /** Whether the predictor entry has a meaning (TIFF 6.0 section 14); elsewhere it is ignored. */
  boolean hasPredictor() {
    return this == LZW || this == DEFLATE;
  }
}
