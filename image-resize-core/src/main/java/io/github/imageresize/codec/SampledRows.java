package io.github.imageresize.codec;

import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.internal.row.RowRing;

/**
 * A plane whose samples are converted from some other form, a row at a time, when they are asked
 * for. Holds no row that was released. Not thread-safe.
 */
public final class SampledRows implements PlaneRows {

  /** Knows the samples in their first form. */
  public interface Reader {
    /**
     * Writes the samples of a row.
     *
     * @param y the row; each at most once, and in order from the top, without those that were
     *     released before
     * @param samples where to write them; as many as the plane is wide
     */
    void read(int y, float[] samples);

    /**
     * Rows above {@code y} will not be asked for any more.
     *
     * @param y the first row that may be asked for
     */
    default void release(int y) {}
  }

  private final int width;
  private final int height;
  private final Reader reader;
  private final RowRing<float[][]> made;

  /**
   * A plane of the given size.
   *
   * @param width samples in a row, positive
   * @param height rows, positive
   * @param reader makes them
   */
  public SampledRows(int width, int height, Reader reader) {
    this.width = width;
    this.height = height;
    this.reader = reader;
    made = new RowRing<>(() -> new float[1][width]);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int phases() {
    return 1;
  }

  @Override
  public float[][] row(int y) {
    if (y >= height) {
      throw Require.violation("row", "be 0.." + (height - 1), y);
    }
    while (made.end() <= y) {
      int next = made.end();
      reader.read(next, made.append()[0]);
    }
    return made.row(y);
  }

  @Override
  public void release(int y) {
    if (y > made.begin()) {
      made.release(y);
      reader.release(y);
    }
  }
}
