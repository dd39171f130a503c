package io.github.imageresize.internal.codec.png;

/**
 * Many rows of bytes, which begin as zeros, a number of them in each array: of a picture that is a
 * pixel wide, an array for each row would be most of what is held.
 */
final class HeldRows {
  private static final int BLOCK = 256 << 10;

  private final int first;
  private final int rowBytes;
  private final int rowsInBlock;
  private final byte[][] blocks;

  /** Rows from {@code first} to {@code end}. */
  HeldRows(int first, int end, int rowBytes) {
    this.first = first;
    this.rowBytes = rowBytes;
    int rows = end - first;
    rowsInBlock = Math.min(rows, Math.max(1, BLOCK / rowBytes));
    blocks = new byte[(rows + rowsInBlock - 1) / rowsInBlock][];
    for (int block = 0; block < blocks.length; block++) {
      int count = Math.min(rowsInBlock, rows - block * rowsInBlock);
      blocks[block] = new byte[count * rowBytes];
    }
  }

  /** The most heap that so many rows take. */
  static long memoryNeeded(long rows, long rowBytes) {
    long rowsInBlock = Math.max(1, BLOCK / rowBytes);
    return rows * rowBytes + (rows / rowsInBlock + 1) * 32;
  }

  /** The array that holds a row. */
  byte[] array(int y) {
    return blocks[(y - first) / rowsInBlock];
  }

  /** Where the row begins there. */
  int offset(int y) {
    return (y - first) % rowsInBlock * rowBytes;
  }

  void copy(int y, byte[] row) {
    System.arraycopy(array(y), offset(y), row, 0, rowBytes);
  }
}
