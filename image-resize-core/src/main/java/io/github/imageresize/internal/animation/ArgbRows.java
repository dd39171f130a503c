package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;

/**
 * The rows of a picture as pixels of 0xAARRGGBB, colour not premultiplied; what is fully
 * transparent is 0. Read from top to bottom. Not thread-safe.
 */
public interface ArgbRows {

  /**
   * Reads one row, and lets go of it.
   *
   * @param y one more than in the call before
   * @param argb where to write it from its begin on
   */
  void read(int y, int[] argb);

  /** The rows of a picture, grey or RGB, that nobody else reads. */
  static ArgbRows of(PlanarImage picture) {
    if (picture.planes().get(0).rows() instanceof PackedPlane packed) {
      return packed.pixels();
    }
    InterleavedRows rows = new InterleavedRows(picture);
    byte[] row = new byte[rows.rowBytes()];
    return (y, argb) -> {
      rows.read(y, row, 0);
      ArgbPixels.unpack(picture, row, argb);
    };
  }
}
