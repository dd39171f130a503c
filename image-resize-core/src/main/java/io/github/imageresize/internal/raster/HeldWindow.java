package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a picture, chosen by the whole of it: all samples are held until the choice is made.
 */
final class HeldWindow {
  private final Picture picture;
  private final int cells;
  private final WindowChoice choice;
  private final List<HeldSamples> held = new ArrayList<>();
  private WindowChoice.@Nullable Corner corner;

  private HeldWindow(Picture picture, int cells, WindowChoice choice) {
    this.picture = picture;
    this.cells = cells;
    this.choice = choice;
    for (PlaneRows source : picture.planes()) {
      held.add(new HeldSamples(source.width(), source.height()));
    }
  }

  /**
   * The planes of the part.
   *
   * @param cells of the overview, each way, if there are so many pixels
   */
  static List<PlaneRows> of(
      Picture picture, int width, int height, int phases, int cells, WindowChoice choice) {
    HeldWindow window = new HeldWindow(picture, cells, choice);
    List<PlaneRows> planes = new ArrayList<>();
    for (HeldSamples samples : window.held) {
      boolean halved = samples.width() < picture.width() || samples.height() < picture.height();
      int pixels = halved ? 2 : 1;
      planes.add(
          HeldSamples.rows(
              (width + pixels - 1) / pixels,
              (height + pixels - 1) / pixels,
              phases,
              () -> {
                WindowChoice.Corner chosen = window.corner();
                return new HeldSamples.Place(samples, chosen.x() / pixels, chosen.y() / pixels);
              }));
    }
    return List.copyOf(planes);
  }

  private WindowChoice.Corner corner() {
    WindowChoice.Corner chosen = corner;
    if (chosen == null) {
      chosen = choice.corner(load());
      corner = chosen;
    }
    return chosen;
  }

  private Overview load() {
    int columns = cells;
    int rows = cells;
    for (HeldSamples samples : held) {
      columns = Math.min(columns, samples.width());
      rows = Math.min(rows, samples.height());
    }
    List<CellMeans> means = new ArrayList<>();
    for (HeldSamples samples : held) {
      means.add(new CellMeans(samples.width(), samples.height(), columns, rows));
    }
    HeldSamples.readAll(
        picture.planes(),
        (plane, y, row) -> {
          means.get(plane).add(y, row);
          held.get(plane).putRow(y, row);
        });
    return Overview.of(
        picture.model(),
        picture.alpha(),
        means.stream().map(CellMeans::means).toArray(float[][][]::new));
  }
}
