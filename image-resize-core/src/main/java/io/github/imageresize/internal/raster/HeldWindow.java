package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a picture, chosen by the whole of it: all samples are held until the choice is made, in
 * the same form as {@link TurnedPlanes}' are.
 */
final class HeldWindow {
  private final Picture picture;
  private final int cells;
  private final WindowChoice choice;
  private final List<Held> planes = new ArrayList<>();
  private boolean loaded;

  private HeldWindow(
      Picture picture, int width, int height, int phases, int cells, WindowChoice choice) {
    this.picture = picture;
    this.cells = cells;
    this.choice = choice;
    for (PlaneRows source : picture.planes()) {
      int pixels = source.width() < picture.width() || source.height() < picture.height() ? 2 : 1;
      planes.add(
          new Held(
              source,
              pixels,
              (width + pixels - 1) / pixels,
              (height + pixels - 1) / pixels,
              phases));
    }
  }

  /**
   * The planes of the part.
   *
   * @param cells of the overview, each way, if there are so many pixels
   */
  static List<PlaneRows> of(
      Picture picture, int width, int height, int phases, int cells, WindowChoice choice) {
    return List.copyOf(new HeldWindow(picture, width, height, phases, cells, choice).planes);
  }

  /** Reads all planes at the same pace, so that what they are made of is not held as well. */
  private void load() {
    int columns = cells;
    int rows = cells;
    for (Held plane : planes) {
      columns = Math.min(columns, plane.source.width());
      rows = Math.min(rows, plane.source.height());
    }
    List<CellMeans> means = new ArrayList<>();
    for (Held plane : planes) {
      means.add(new CellMeans(plane.source.width(), plane.source.height(), columns, rows));
    }
    int height = picture.height();
    for (int step = 1; step <= height; step++) {
      for (int i = 0; i < planes.size(); i++) {
        Held plane = planes.get(i);
        plane.read((int) ((long) step * plane.source.height() / height), means.get(i));
      }
    }
    Overview overview =
        Overview.of(
            picture.model(),
            picture.alpha(),
            means.stream().map(CellMeans::means).toArray(float[][][]::new));
    WindowChoice.Corner corner = choice.corner(overview);
    planes.forEach(plane -> plane.cut(corner));
    loaded = true;
  }

  private final class Held implements PlaneRows {
    private final PlaneRows source;
    private final int pixels;
    private final int width;
    private final int height;
    private final short[][] rows;
    private final RowWindow window;
    private int read;
    private int left;
    private int top;

    Held(PlaneRows source, int pixels, int width, int height, int phases) {
      this.source = source;
      this.pixels = pixels;
      this.width = width;
      this.height = height;
      rows = new short[source.height()][];
      window = new RowWindow(phases, width);
    }

    void read(int end, CellMeans means) {
      for (; read < end; read++) {
        float[][] from = source.row(read);
        means.add(read, from);
        short[] held = new short[source.width()];
        for (int phase = 0; phase < from.length; phase++) {
          for (int x = phase, i = 0; x < held.length; x += from.length, i++) {
            held[x] = TurnedPlanes.toFixed(from[phase][i]);
          }
        }
        rows[read] = held;
        source.release(read + 1);
      }
    }

    void cut(WindowChoice.Corner corner) {
      left = corner.x() / pixels;
      top = corner.y() / pixels;
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
      return window.phases();
    }

    @Override
    public float[][] row(int y) {
      if (!loaded) {
        load();
      }
      while (window.end() <= y) {
        short[] from = rows[top + window.end()];
        float[][] to = window.append();
        for (int phase = 0; phase < to.length; phase++) {
          for (int x = phase, i = 0; x < width; x += to.length, i++) {
            to[phase][i] = from[left + x] / TurnedPlanes.UNIT;
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
