package io.github.imageresize.internal.codec;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  private final int rowBytes;
  private final int[] released;
  private final Source source;
  private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
  private byte[] @Nullable [] held = new byte[8][];
  private byte[] previous;
  private int first;
  private int end;

  /**
   * No rows yet.
   *
   * @param rowBytes the length of a row
   * @param planes how many readers there are, which each release rows for themselves
   * @param source makes the rows
   */
  public DecodedRows(int rowBytes, int planes, Source source) {
    this.rowBytes = rowBytes;
    this.released = new int[planes];
    this.source = source;
    this.previous = new byte[rowBytes];
  }

  /** Row {@code y}, made now if need be. */
  @SuppressWarnings("NullAway") // every slot from first to end is filled
  public byte[] row(int y) {
    while (end <= y) {
      dropReleased();
      makeRoom();
      byte[] row = spare.isEmpty() ? new byte[rowBytes] : spare.pop();
      source.next(row, previous);
      held[end & (held.length - 1)] = row;
      previous = row;
      end++;
    }
    return held[y & (held.length - 1)];
  }

  /** A plane does not need the rows above {@code y} any more. */
  public void release(int plane, int y) {
    released[plane] = Math.max(released[plane], y);
  }

  /** Frees what no plane needs; but the newest row stays, as the next is made from it. */
  private void dropReleased() {
    int needed = end - 1;
    for (int y : released) {
      needed = Math.min(needed, y);
    }
    for (; first < needed; first++) {
      byte[] row = held[first & (held.length - 1)];
      held[first & (held.length - 1)] = null;
      if (row != null) {
        spare.push(row);
      }
    }
  }

  private void makeRoom() {
    if (end - first < held.length) {
      return;
    }
    byte[] @Nullable [] larger = new byte[held.length * 2][];
    for (int y = first; y < end; y++) {
      larger[y & (larger.length - 1)] = held[y & (held.length - 1)];
    }
    Arrays.fill(held, null);
    held = larger;
  }
}
