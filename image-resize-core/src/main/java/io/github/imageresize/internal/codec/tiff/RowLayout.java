package io.github.imageresize.internal.codec.tiff;

/**
 * Where the samples of a picture's row stand in the bytes of the strips or tiles that it runs
 * through: plane by plane, in each column by column. Columns that are not needed are left out, and
 * of the last no more is kept than the picture has.
 */
final class RowLayout {
  private final TiffLayout layout;
  private final int firstColumn;
  private final int endColumn;
  private final int[] planeOffsets;
  private final int length;

  /**
   * Lays out the part of a row.
   *
   * @param from the first pixel that is needed
   * @param to one past the last
   */
  RowLayout(TiffLayout layout, int from, int to) {
    this.layout = layout;
    long width = layout.chunks().width();
    firstColumn = (int) (from / width);
    endColumn = (int) ((to + width - 1) / width);
    planeOffsets = new int[layout.planes()];
    long bytes = 0;
    for (int plane = 0; plane < planeOffsets.length; plane++) {
      planeOffsets[plane] = (int) Math.min(bytes, Integer.MAX_VALUE);
      for (int column = firstColumn; column < endColumn; column++) {
        bytes += columnBytes(plane, column);
      }
    }
    length = (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  int firstColumn() {
    return firstColumn;
  }

  int endColumn() {
    return endColumn;
  }

  /** Bytes of the row; {@link Integer#MAX_VALUE} if there are more. */
  int length() {
    return length;
  }

  /** Where a column's bytes begin. */
  int offset(int plane, int column) {
    return planeOffsets[plane] + (column - firstColumn) * columnBytes(plane, firstColumn);
  }

  /** Bytes of a column's row that are kept. */
  int columnBytes(int plane, int column) {
    long width = layout.chunks().width();
    long kept = Math.min(width, layout.width() - column * width);
    // Floating-point differences run over the row of a tile as a whole.
    long pixels = layout.predictor() == 3 ? width : kept;
    return (int) Math.min((pixels * layout.pixelBits(plane) + 7) / 8, Integer.MAX_VALUE);
  }

  /** Bytes of a column's row in the decompressed strip or tile. */
  long chunkRowBytes(int plane) {
    return (layout.chunks().width() * layout.pixelBits(plane) + 7) / 8;
  }
}
