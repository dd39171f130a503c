package io.github.imageresize.internal.row;

import io.github.imageresize.internal.argument.Require;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * The rows that were made and are still needed: neighbouring ones, appended at the lower end and
 * let go at the upper. Arrays of rows that were let go are used for later ones, the latest first,
 * while processor caches still hold it; so there are never more than rows were held at once. It
 * grows when a reader holds on to more rows than before. Not thread-safe.
 *
 * @param <R> what holds the samples of a row
 */
public final class RowRing<R> {
  private final Supplier<R> rows;
  private final ArrayDeque<R> spare = new ArrayDeque<>(4);
  private Object[] ring = new Object[8];
  private int begin;
  private int end;

  /**
   * An empty window before row 0.
   *
   * @param rows makes the arrays of one more row
   */
  public RowRing(Supplier<R> rows) {
    this.rows = rows;
  }

  /** The first row that is held, if any is. */
  public int begin() {
    return begin;
  }

  /** The row that is appended next. */
  public int end() {
    return end;
  }

  /** Appends a row, whose samples are left over from another and are to be overwritten. */
  public R append() {
    if (end - begin == ring.length) {
      grow();
    }
    R row = spare.isEmpty() ? rows.get() : spare.pop();
    ring[end++ & ring.length - 1] = row;
    return row;
  }

  /**
   * A row that is held.
   *
   * @param y {@code begin()..end()-1}
   * @throws IllegalArgumentException if it was let go, or not appended yet
   */
  @SuppressWarnings("unchecked") // only append() writes into the ring
  public R row(int y) {
    if (y < begin || y >= end) {
      throw Require.violation("row", "be " + begin + ".." + (end - 1), y);
    }
    return (R) ring[y & ring.length - 1];
  }

  /**
   * Lets the rows above {@code y} go. Where y lies behind the end, rows are left out: {@link #end}
   * is y then.
   */
  public void release(int y) {
    for (int last = Math.min(y, end); begin < last; begin++) {
      spare.push(row(begin));
    }
    begin = Math.max(begin, y);
    end = Math.max(end, begin);
  }

  private void grow() {
    Object[] larger = new Object[ring.length * 2];
    for (int y = begin; y < end; y++) {
      larger[y & larger.length - 1] = ring[y & ring.length - 1];
    }
    ring = larger;
  }
}
