package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.List;

/**
 * All samples of a plane, for who has to read it in another order, or again. Each is held in 16
 * bits: a fixed-point number with 6 fractional bits, enough for what a resampling overshoots and
 * finer than any encoder.
 */
final class HeldSamples {
  /** Bytes for each sample that is held. */
  static final int SAMPLE_BYTES = Short.BYTES;

  private static final float UNIT = 64;
  private static final float LIMIT = 511;

  private final int width;
  private final short[][] rows;

  HeldSamples(int width, int height) {
    this.width = width;
    rows = new short[height][];
  }

  /** Takes a row of a plane when it is read. */
  interface RowReader {
    void read(int plane, int y, float[][] row);
  }

  /** Reads all planes at the same pace, so that what they are made of is not held as well. */
  static void readAll(List<PlaneRows> planes, RowReader reader) {
    int tallest = 0;
    for (PlaneRows plane : planes) {
      tallest = Math.max(tallest, plane.height());
    }
    int[] read = new int[planes.size()];
    for (int step = 1; step <= tallest; step++) {
      for (int i = 0; i < read.length; i++) {
        PlaneRows plane = planes.get(i);
        for (int end = (int) ((long) step * plane.height() / tallest); read[i] < end; read[i]++) {
          reader.read(i, read[i], plane.row(read[i]));
          plane.release(read[i] + 1);
        }
      }
    }
  }

  int width() {
    return width;
  }

  int height() {
    return rows.length;
  }

  void putRow(int y, float[][] row) {
    putRow(y, row, false);
  }

  /** Takes a row, the last sample first if it is mirrored. */
  void putRow(int y, float[][] row, boolean mirrored) {
    short[] held = row(y);
    for (int phase = 0; phase < row.length; phase++) {
      for (int x = phase, i = 0; x < width; x += row.length, i++) {
        held[mirrored ? width - 1 - x : x] = toFixed(row[phase][i]);
      }
    }
  }

  /** Takes a row as a column, from the last row up if it is mirrored. */
  void putColumn(int x, float[][] column, boolean mirrored) {
    int height = rows.length;
    for (int phase = 0; phase < column.length; phase++) {
      for (int y = phase, i = 0; y < height; y += column.length, i++) {
        row(mirrored ? height - 1 - y : y)[x] = toFixed(column[phase][i]);
      }
    }
  }

  /**
   * Rows of which each is copied from what is held, when it is read.
   *
   * @param phases into how many arrays they are split
   * @param part tells where the rows lie; asked for each when it is read
   */
  static PlaneRows rows(int width, int height, int phases, Part part) {
    return new RowStage(1, width, height, phases) {
      @Override
      void make(int y, float[][][] out) {
        Place place = part.place();
        place.samples().copy(place.left(), place.top() + y, width, out[0]);
      }

      @Override
      void releaseSources(int y) {
        // What is held is held for good.
      }
    }.planes().get(0);
  }

  /** Where rows lie, which may be known once all are held. */
  interface Part {
    Place place();
  }

  /** Rows and columns from a corner on. */
  record Place(HeldSamples samples, int left, int top) {}

  private void copy(int left, int y, int count, float[][] to) {
    short[] from = rows[y];
    for (int phase = 0; phase < to.length; phase++) {
      for (int x = phase, i = 0; x < count; x += to.length, i++) {
        to[phase][i] = from[left + x] / UNIT;
      }
    }
  }

  private short[] row(int y) {
    if (rows[y] == null) {
      rows[y] = new short[width];
    }
    return rows[y];
  }

  private static short toFixed(float sample) {
    float limited = Math.min(Math.max(sample, -LIMIT), LIMIT);
    return (short)
        ((int) (limited * UNIT + (LIMIT + 1) * UNIT + 0.5f) - (int) ((LIMIT + 1) * UNIT));
  }
}
