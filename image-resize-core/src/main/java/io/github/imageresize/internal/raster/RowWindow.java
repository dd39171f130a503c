package io.github.imageresize.internal.raster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a stage has made and that are not released yet: a ring of neighbouring rows whose
 * arrays are used again. It grows when a reader holds on to more rows than before. Not thread-safe.
 */
public final class RowWindow {
  private final int phases;
  private final int phaseLength;
  private float[] @Nullable [][] ring = new float[4][][];
  private int begin;
  private int end;

  /**
   * An empty window before row 0.
   *
   * @param phases arrays of a row
   * @param width samples of a row
   */
  public RowWindow(int phases, int width) {
    this.phases = phases;
    this.phaseLength = phaseLength(width, phases);
  }

  /** Arrays of a row. */
  public int phases() {
    return phases;
  }

  /** Elements that each array of a row has. */
  public static int phaseLength(int width, int phases) {
    return (width + phases - 1) / phases;
  }

  /** The first row that is held, if any is. */
  public int begin() {
    return begin;
  }

  /** The row that is made next. */
  public int end() {
    return end;
  }

  /** Appends a row, whose samples are left over from another and are to be overwritten. */
  public float[][] append() {
    if (end - begin == ring.length) {
      grow();
    }
    int slot = end++ & ring.length - 1;
    float[][] row = ring[slot];
    if (row == null) {
      row = new float[phases][phaseLength];
      ring[slot] = row;
    }
    return row;
  }

  /**
   * A row that is held.
   *
   * @param y {@code begin()..end()-1}
   */
  public float[][] row(int y) {
    float[][] row = y < begin || y >= end ? null : ring[y & ring.length - 1];
    if (row == null) {
      throw new IllegalStateException("Row " + y + " is not within " + begin + ".." + end);
    }
    return row;
  }

  /**
   * Lets the rows above {@code y} go. Where y lies behind the end, rows are left out: {@link #end}
   * is y then.
   */
  public void release(int y) {
    begin = Math.max(begin, y);
    end = Math.max(end, begin);
  }

  private void grow() {
    float[] @Nullable [][] larger = Arrays.copyOf(ring, ring.length * 2);
    Arrays.fill(larger, null);
    for (int y = begin; y < end; y++) {
      larger[y & larger.length - 1] = ring[y & ring.length - 1];
    }
    ring = larger;
  }
}
