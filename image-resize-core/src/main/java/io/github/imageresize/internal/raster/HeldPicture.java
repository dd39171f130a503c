package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * All samples of a picture, in the same form as {@link TurnedPlanes}' are, so that it can be read
 * more than once.
 */
public final class HeldPicture {
  private final Picture picture;
  private final List<short[][]> planes = new ArrayList<>();

  private HeldPicture(Picture picture) {
    this.picture = picture;
    for (PlaneRows plane : picture.planes()) {
      planes.add(new short[plane.height()][]);
    }
  }

  /** Reads a picture, all planes at the same pace. */
  public static HeldPicture of(Picture picture) {
    HeldPicture held = new HeldPicture(picture);
    int height = picture.height();
    int[] read = new int[held.planes.size()];
    for (int step = 1; step <= height; step++) {
      for (int i = 0; i < read.length; i++) {
        PlaneRows plane = picture.planes().get(i);
        for (int end = (int) ((long) step * plane.height() / height); read[i] < end; read[i]++) {
          held.planes.get(i)[read[i]] = fixed(plane.row(read[i]), plane.width());
          plane.release(read[i] + 1);
        }
      }
    }
    return held;
  }

  /** Bytes that are held of a picture. */
  public static long memoryNeeded(PictureShape shape) {
    return (long) shape.width() * shape.height() * shape.planes() * TurnedPlanes.SAMPLE_BYTES;
  }

  /**
   * The picture anew.
   *
   * @param phases into how many arrays its rows are split
   */
  public Picture picture(int phases) {
    List<PlaneRows> again = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      again.add(new Rows(planes.get(i), picture.planes().get(i).width(), phases));
    }
    return new Picture(picture.model(), picture.alpha(), again);
  }

  private static short[] fixed(float[][] row, int width) {
    short[] held = new short[width];
    for (int phase = 0; phase < row.length; phase++) {
      for (int x = phase, i = 0; x < width; x += row.length, i++) {
        held[x] = TurnedPlanes.toFixed(row[phase][i]);
      }
    }
    return held;
  }

  private static final class Rows implements PlaneRows {
    private final short[][] rows;
    private final int width;
    private final RowWindow window;

    Rows(short[][] rows, int width, int phases) {
      this.rows = rows;
      this.width = width;
      window = new RowWindow(phases, width);
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public int height() {
      return rows.length;
    }

    @Override
    public int phases() {
      return window.phases();
    }

    @Override
    public float[][] row(int y) {
      while (window.end() <= y) {
        short[] from = rows[window.end()];
        float[][] to = window.append();
        for (int phase = 0; phase < to.length; phase++) {
          for (int x = phase, i = 0; x < width; x += to.length, i++) {
            to[phase][i] = from[x] / TurnedPlanes.UNIT;
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
}
