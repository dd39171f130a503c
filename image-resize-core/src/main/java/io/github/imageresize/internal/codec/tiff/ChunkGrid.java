package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.TiffDirectory;

/**
 * The strips or tiles of a picture: a strip is a tile as wide as the picture. Offsets and lengths
 * stay in the file until they are asked for.
 */
final class ChunkGrid {
  private final long width;
  private final long height;
  private final int columns;
  private final int rows;
  private final boolean tiled;
  private final TiffDirectory.Numbers offsets;
  private final TiffDirectory.Numbers lengths;

  private ChunkGrid(
      int pictureWidth,
      int pictureHeight,
      long width,
      long height,
      boolean tiled,
      TiffDirectory.Numbers offsets,
      TiffDirectory.Numbers lengths) {
    this.width = width;
    this.height = height;
    this.tiled = tiled;
    this.offsets = offsets;
    this.lengths = lengths;
    columns = (int) ((pictureWidth + width - 1) / width);
    rows = (int) ((pictureHeight + height - 1) / height);
  }

  /**
   * Reads the geometry.
   *
   * @param planes how many times the picture is covered
   */
  static ChunkGrid read(TiffDirectory directory, int width, int height, int planes) {
    boolean tiled = directory.has(Tag.TILE_WIDTH) || directory.has(Tag.TILE_OFFSETS);
    long chunkWidth = tiled ? directory.number(Tag.TILE_WIDTH).orElse(0) : width;
    long rowsPerStrip = directory.number(Tag.ROWS_PER_STRIP).orElse(height);
    long chunkHeight =
        tiled
            ? directory.number(Tag.TILE_HEIGHT).orElse(0)
            : rowsPerStrip == 0 ? height : Math.min(height, rowsPerStrip);
    if (chunkWidth <= 0
        || chunkHeight <= 0
        || chunkWidth > Integer.MAX_VALUE
        || chunkHeight > Integer.MAX_VALUE) {
      throw BadImage.corrupt(
          "TIFF tile sides must be positive, but are " + chunkWidth + "x" + chunkHeight);
    }
    boolean offsetsOfTiles = tiled && directory.has(Tag.TILE_OFFSETS);
    ChunkGrid grid =
        new ChunkGrid(
            width,
            height,
            chunkWidth,
            chunkHeight,
            tiled,
            directory.numbers(offsetsOfTiles ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS),
            directory.numbers(offsetsOfTiles ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS));
    if (grid.offsets.count() == 0) {
      throw BadImage.corrupt("TIFF does not tell where its pixels are");
    }
    if ((long) grid.columns * grid.rows * planes > Integer.MAX_VALUE) {
      throw BadImage.corrupt("TIFF of more than 2147483647 tiles");
    }
    return grid;
  }

  /** Pixels of a strip or tile, of which those beyond the picture's edge have no meaning. */
  long width() {
    return width;
  }

  long height() {
    return height;
  }

  boolean tiled() {
    return tiled;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  int index(int plane, int row, int column) {
    return (plane * rows + row) * columns + column;
  }

  /** Where a chunk begins; -1 if the file does not tell. */
  long offset(int index) {
    return index < offsets.count() ? offsets.get(index) : -1;
  }

  /** How long a chunk is said to be; 0 if the file does not tell. */
  long length(int index) {
    return index < lengths.count() ? lengths.get(index) : 0;
  }
}
