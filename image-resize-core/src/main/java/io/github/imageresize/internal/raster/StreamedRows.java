package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.internal.row.RowRing;

/** A plane whose rows are made from top to bottom, and kept from when they are to their release. */
public abstract class StreamedRows implements PlaneRows {
  private final int width;
  private final int height;
  private final int phases;
  private final RowRing<float[][]> made;

  /** A plane before its first row. */
  protected StreamedRows(int width, int height, int phases) {
    this(width, height, phases, phaseLength(width, phases));
  }

  /**
   * A plane before its first row.
   *
   * @param phaseLength elements that each array of a row has, at least as many as are needed
   */
  protected StreamedRows(int width, int height, int phases, int phaseLength) {
    this.width = width;
    this.height = height;
    this.phases = phases;
    made = new RowRing<>(() -> new float[phases][phaseLength]);
  }

  /** Elements that an array of a row needs. */
  public static int phaseLength(int width, int phases) {
    return (width + phases - 1) / phases;
  }

  /** Appends row {@link #end}, and more of them if they are made together. */
  protected abstract void makeNext();

  /** Says that rows above {@code y}, which is {@link #end}, need not be made any more. */
  protected abstract void releaseSources(int y);

  /** The arrays of the row that comes next, to be filled. */
  protected final float[][] append() {
    return made.append();
  }

  /** The first row that may still be read. */
  protected final int begin() {
    return made.begin();
  }

  /** The row that is made next. */
  protected final int end() {
    return made.end();
  }

  @Override
  public final int width() {
    return width;
  }

  @Override
  public final int height() {
    return height;
  }

  @Override
  public final int phases() {
    return phases;
  }

  @Override
  public final float[][] row(int y) {
    if (y >= height) {
      throw Require.violation("row", "be " + made.begin() + ".." + (height - 1), y);
    }
    while (made.end() <= y) {
      makeNext();
    }
    return made.row(y);
  }

  @Override
  public void release(int y) {
    made.release(y);
    releaseSources(made.end());
  }
}
