package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Planes that are turned or flipped so that their last row may be needed first. All of their
 * samples are held, each in 16 bits: a fixed-point number with 6 fractional bits, enough for what a
 * resampling overshoots and finer than any encoder.
 */
final class TurnedPlanes {
  /** What the number that is held for a sample is divided by. */
  static final float UNIT = 64;

  private static final float LIMIT = 511;

  /** Bytes for each sample that is held. */
  static final int SAMPLE_BYTES = Short.BYTES;

  private final List<PlaneRows> sources;
  private final boolean swapped;
  private final boolean mirroredX;
  private final boolean mirroredY;
  private final List<Held> planes = new ArrayList<>();
  private boolean loaded;

  private TurnedPlanes(
      List<PlaneRows> sources, boolean swapped, boolean mirroredX, boolean mirroredY, int phases) {
    this.sources = sources;
    this.swapped = swapped;
    this.mirroredX = mirroredX;
    this.mirroredY = mirroredY;
    for (PlaneRows source : sources) {
      planes.add(new Held(source, phases));
    }
  }

  /**
   * The turned planes.
   *
   * @param swapped whether rows become columns; this comes first
   * @param mirroredX whether left and right change places then
   * @param mirroredY whether top and bottom change places then
   */
  static List<PlaneRows> of(
      List<PlaneRows> sources, boolean swapped, boolean mirroredX, boolean mirroredY, int phases) {
    return List.copyOf(new TurnedPlanes(sources, swapped, mirroredX, mirroredY, phases).planes);
  }

  /** Reads all planes at the same pace, so that what they are made of is not held as well. */
  private void load() {
    int tallest = 0;
    for (PlaneRows source : sources) {
      tallest = Math.max(tallest, source.height());
    }
    for (int step = 1; step <= tallest; step++) {
      for (Held plane : planes) {
        plane.read((int) ((long) step * plane.source.height() / tallest));
      }
    }
    loaded = true;
  }

  private final class Held implements PlaneRows {
    private final PlaneRows source;
    private final int width;
    private final int height;
    private final short[][] rows;
    private final int phases;
    private final RowWindow window;
    private int read;

    Held(PlaneRows source, int phases) {
      this.source = source;
      this.phases = phases;
      width = swapped ? source.height() : source.width();
      height = swapped ? source.width() : source.height();
      rows = new short[height][];
      window = new RowWindow(phases, width);
    }

    void read(int end) {
      for (; read < end; read++) {
        float[][] row = source.row(read);
        if (swapped) {
          storeColumn(row);
        } else {
          storeRow(row);
        }
        source.release(read + 1);
      }
    }

    private void storeRow(float[][] row) {
      short[] target = new short[width];
      rows[mirroredY ? height - 1 - read : read] = target;
      for (int x = 0; x < width; x++) {
        int to = mirroredX ? width - 1 - x : x;
        target[to] = toFixed(row[x % row.length][x / row.length]);
      }
    }

    private void storeColumn(float[][] row) {
      int column = mirroredX ? width - 1 - read : read;
      for (int x = 0; x < height; x++) {
        int to = mirroredY ? height - 1 - x : x;
        if (rows[to] == null) {
          rows[to] = new short[width];
        }
        rows[to][column] = toFixed(row[x % row.length][x / row.length]);
      }
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
      return phases;
    }

    @Override
    public float[][] row(int y) {
      if (!loaded) {
        load();
      }
      while (window.end() <= y) {
        short[] from = rows[window.end()];
        float[][] to = window.append();
        for (int phase = 0; phase < to.length; phase++) {
          for (int x = phase, i = 0; x < width; x += to.length, i++) {
            to[phase][i] = from[x] / UNIT;
          }
        }
      }
      return window.row(y);
    }

    @Override
    public void release(int y) {
      window.release(y);
    }
  }

  /** A sample as it is held. */
  static short toFixed(float sample) {
    float limited = Math.min(Math.max(sample, -LIMIT), LIMIT);
    return (short)
        ((int) (limited * UNIT + (LIMIT + 1) * UNIT + 0.5f) - (int) ((LIMIT + 1) * UNIT));
  }
}
