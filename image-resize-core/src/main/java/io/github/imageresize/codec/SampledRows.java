package io.github.imageresize.codec;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
     * @param y the row, each at most once
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
  private final ArrayDeque<float[][]> spare = new ArrayDeque<>();
  private float[] @Nullable [][] held = new float[8][][];
  private int first;
  private int end;

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
    if (y < first || y >= height) {
      throw new IllegalArgumentException(
          "row must be " + first + ".." + (height - 1) + ", but is " + y);
    }
    makeRoom(y);
    float[][] row = held[y & (held.length - 1)];
    if (row == null) {
      row = spare.isEmpty() ? new float[1][width] : spare.pop();
      reader.read(y, row[0]);
      held[y & (held.length - 1)] = row;
      end = Math.max(end, y + 1);
    }
    return row;
  }

  @Override
  public void release(int y) {
    for (int released = first; released < Math.min(y, end); released++) {
      float[][] row = held[released & (held.length - 1)];
      if (row != null) {
        held[released & (held.length - 1)] = null;
        spare.push(row);
      }
    }
    if (y > first) {
      first = y;
      end = Math.max(end, y);
      reader.release(y);
    }
  }

  private void makeRoom(int y) {
    if (y - first < held.length) {
      return;
    }
    float[] @Nullable [][] larger = new float[Integer.highestOneBit(y - first) * 2][][];
    for (int kept = first; kept < end; kept++) {
      larger[kept & (larger.length - 1)] = held[kept & (held.length - 1)];
    }
    Arrays.fill(held, null);
    held = larger;
  }
}
