package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.codec.palette.Palette;
import io.github.imageresize.internal.deflate.DeflatedStream;

/**
 * Writes PNG of at most 256 colours: as they are, or a chosen palette with error diffusion. Indices
 * are compressed without a filter, as ISO/IEC 15948 clause 12.7 recommends.
 */
final class IndexedPng {
  private IndexedPng() {}

  /** Whether no pixel is half transparent, which a palette's one transparent colour can't show. */
  static boolean canShow(ArgbPixels pixels) {
    for (int y = 0; y < pixels.height(); y++) {
      for (int pixel : pixels.row(y)) {
        int alpha = pixel >>> 24;
        if (alpha != 0 && alpha != 255) {
          return false;
        }
      }
    }
    return true;
  }

  static byte[] encode(ArgbPixels pixels, EncodeRequest request) {
    Palette palette = Palette.of(pixels);
    int bits = depth(palette.bits());
    PngChunkWriter chunks = new PngChunkWriter();
    chunks.writeHeader(pixels.width(), pixels.height(), PngLayout.PALETTE, bits);
    chunks.writeTexts(request);
    chunks.writePalette(palette.colors(), palette.transparentIndex());
    byte[] row = new byte[1 + (pixels.width() * bits + 7) / 8];
    DeflatedStream compressed = DeflatedStream.ofBytes();
    palette.index(
        pixels,
        request.deadline(),
        indices -> {
          pack(indices, bits, row);
          compressed.write(row, 0, row.length);
          chunks.writePixels(compressed);
        });
    compressed.finish();
    chunks.writeLastPixels(compressed);
    chunks.writeEnd();
    return chunks.toByteArray();
  }

  /** The bits of an index that the format knows: 1, 2, 4 or 8. */
  private static int depth(int bits) {
    return bits <= 2 ? bits : bits <= 4 ? 4 : 8;
  }

  /** Behind a byte for no filter, the indices of a row, the first in the highest bits. */
  private static void pack(byte[] indices, int bits, byte[] row) {
    int perByte = 8 / bits;
    for (int i = 1; i < row.length; i++) {
      int packed = 0;
      for (int k = 0; k < perByte; k++) {
        int x = (i - 1) * perByte + k;
        int index = x < indices.length ? indices[x] & 0xFF : 0;
        packed = packed << bits | index;
      }
      row[i] = (byte) packed;
    }
  }
}
