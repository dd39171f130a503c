package io.github.imageresize.internal.codec.jpeg.decode;

/** What decoding will hold, in bytes, told from the layout alone. */
final class MemoryEstimate {
  /** Lookup tables, the window over the file, parsed headers. */
  private static final long FIXED = 1 << 20;

  /**
   * Rows of samples that stages behind the decoder make it hold for a plane: what a resampling
   * kernel reaches over, and how far one component's rows may be read ahead of another's.
   */
  private static final long ROWS_HELD = 256;

  private MemoryEstimate() {}

  static long of(PictureLayout picture, boolean stored) {
    long bytes = FIXED;
    for (ComponentLayout component : picture.components()) {
      long blocks = component.blocksPerRow();
      long planes = component.coefficients() + 1L;
      long rowOfBlocks = blocks * planes * Float.BYTES;
      bytes += rowOfBlocks * component.vertical() + 3 * rowOfBlocks;
      long rows = Math.min(ROWS_HELD, component.height()) + 4L * component.points();
      bytes += rows * blocks * component.points() * Float.BYTES;
      if (stored) {
        int needed = (picture.endMcuRow() - picture.firstMcuRow()) * component.vertical() + 1;
        bytes += needed * blocks * planes * Short.BYTES;
        bytes += component.blockRows() * blocks * Long.BYTES;
      }
    }
    return bytes;
  }
}
