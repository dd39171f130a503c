package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Planes that are turned or flipped so that their last row may be needed first: all of their
 * samples are held once the first row is read.
 */
final class TurnedPlanes {
  private final List<PlaneRows> sources;
  private final boolean swapped;
  private final boolean mirroredX;
  private final boolean mirroredY;
  private final List<HeldSamples> held = new ArrayList<>();
  private boolean loaded;

  private TurnedPlanes(
      List<PlaneRows> sources, boolean swapped, boolean mirroredX, boolean mirroredY) {
    this.sources = sources;
    this.swapped = swapped;
    this.mirroredX = mirroredX;
    this.mirroredY = mirroredY;
    for (PlaneRows source : sources) {
      held.add(
          swapped
              ? new HeldSamples(source.height(), source.width())
              : new HeldSamples(source.width(), source.height()));
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
    TurnedPlanes turned = new TurnedPlanes(sources, swapped, mirroredX, mirroredY);
    List<PlaneRows> planes = new ArrayList<>();
    for (HeldSamples samples : turned.held) {
      HeldSamples.Place whole = new HeldSamples.Place(samples, 0, 0);
      planes.add(
          HeldSamples.rows(
              samples.width(),
              samples.height(),
              phases,
              () -> {
                turned.load();
                return whole;
              }));
    }
    return List.copyOf(planes);
  }

  private void load() {
    if (!loaded) {
      loaded = true;
      HeldSamples.readAll(sources, this::put);
    }
  }

  private void put(int plane, int y, float[][] row) {
    HeldSamples samples = held.get(plane);
    if (swapped) {
      samples.putColumn(mirroredX ? samples.width() - 1 - y : y, row, mirroredY);
    } else {
      samples.putRow(mirroredY ? samples.height() - 1 - y : y, row, mirroredX);
    }
  }
}
