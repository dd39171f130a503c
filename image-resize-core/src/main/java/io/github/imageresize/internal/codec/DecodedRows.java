package io.github.imageresize.internal.codec;

import io.github.imageresize.internal.row.RowRing;

/**
 * The rows that a decoder has made and that not all planes are done with, as the decoder's bytes.
 * Several planes that are read at different paces share it. Not thread-safe.
 */
public final class DecodedRows {

  /** Makes rows from top to bottom. */
  public interface Source {
    /**
     * Makes the next row.
     *
     * @param row where to write it
     * @param previous the row before, unchanged, or all zero for the first
     */
    void next(byte[] row, byte[] previous);
  }

  private final int[] released;
  private final Source source;
  private final RowRing<byte[]> made;
  private byte[] previous;

  /**
   * No rows yet.
   *
   * @param rowBytes the length of a row
   * @param planes how many readers there are, which each release rows for themselves
   * @param source makes the rows
   */
  public DecodedRows(int rowBytes, int planes, Source source) {
    made = new RowRing<>(() -> new byte[rowBytes]);
    this.released = new int[planes];
    this.source = source;
    this.previous = new byte[rowBytes];
  }

  /** Row {@code y}, made now if need be. */
  public byte[] row(int y) {
    while (made.end() <= y) {
      dropReleased();
      byte[] row = made.append();
      source.next(row, previous);
      previous = row;
    }
    return made.row(y);
  }

  /** A plane does not need the rows above {@code y} any more. */
  public void release(int plane, int y) {
    released[plane] = Math.max(released[plane], y);
  }

  /** Frees what no plane needs; but the newest row stays, as the next is made from it. */
  private void dropReleased() {
    int needed = made.end() - 1;
    for (int y : released) {
      needed = Math.min(needed, y);
    }
    made.release(needed);
  }
}
