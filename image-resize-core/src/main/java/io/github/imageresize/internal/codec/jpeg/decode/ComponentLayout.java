package io.github.imageresize.internal.codec.jpeg.decode;

/**
 * How a component's blocks and samples lie, and at which size it is decoded: every block of 8×8
 * samples yields n×n, for which only the n×n lowest frequencies are needed.
 */
final class ComponentLayout {
  private final int horizontal;
  private final int vertical;
  private final int points;
  private final int blocksPerRow;
  private final int blockRows;
  private final int ownBlocksPerRow;
  private final int ownBlockRows;
  private final int width;
  private final int height;
  private final NeededCoefficients needed;

  /**
   * The layout of a component.
   *
   * @param horizontal blocks of an MCU side by side
   * @param vertical blocks of an MCU one upon the other
   * @param points n, 1..8
   * @param mcusPerRow of the image
   * @param mcuRows of the image
   * @param fullWidth samples of a line at full size (T.81 A.1.1)
   * @param fullHeight lines at full size
   */
  ComponentLayout(
      int horizontal,
      int vertical,
      int points,
      int mcusPerRow,
      int mcuRows,
      int fullWidth,
      int fullHeight) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.points = points;
    blocksPerRow = mcusPerRow * horizontal;
    blockRows = mcuRows * vertical;
    ownBlocksPerRow = (fullWidth + 7) / 8;
    ownBlockRows = (fullHeight + 7) / 8;
    width = (fullWidth * points + 7) / 8;
    height = (fullHeight * points + 7) / 8;
    needed = NeededCoefficients.of(points);
  }

  /** Blocks of an MCU side by side. */
  int horizontal() {
    return horizontal;
  }

  /** Blocks of an MCU one upon the other. */
  int vertical() {
    return vertical;
  }

  /** Samples that a block yields in each direction, 1..8. */
  int points() {
    return points;
  }

  /** Blocks of a row with those that only fill up the last MCU. */
  int blocksPerRow() {
    return blocksPerRow;
  }

  /** Rows of blocks with those that only fill up the last MCU. */
  int blockRows() {
    return blockRows;
  }

  /** Blocks of a row in a scan of this component alone (T.81 A.2.2). */
  int ownBlocksPerRow() {
    return ownBlocksPerRow;
  }

  /** Rows of blocks in a scan of this component alone. */
  int ownBlockRows() {
    return ownBlockRows;
  }

  /** Samples of a line at the size that is decoded. */
  int width() {
    return width;
  }

  /** Lines at the size that is decoded. */
  int height() {
    return height;
  }

  /** Coefficients of a block that are needed. */
  int coefficients() {
    return points * points;
  }

  /**
   * The place of the coefficient of a zigzag index among the needed ones, row by row; {@link
   * #coefficients()} for one that is not needed.
   */
  int planeOf(int zigzag) {
    return needed.planeOf(zigzag);
  }

  /** The highest zigzag index of a needed coefficient. */
  int lastNeeded() {
    return needed.last();
  }
}
