package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.ForwardingRows;
import java.util.List;

/**
 * The first plane of a picture in RGB whose pixels are at hand, so that who wants pixels need not
 * have samples made of them. Either the planes are read or the pixels.
 */
public final class PackedPlane extends ForwardingRows {
  private final ArgbRows pixels;

  private PackedPlane(PlaneRows samples, ArgbRows pixels) {
    super(samples);
    this.pixels = pixels;
  }

  /** Puts the pixels of planes beside their samples. */
  public static void add(List<Plane> planes, ArgbRows pixels) {
    Plane first = planes.get(0);
    planes.set(
        0,
        new Plane(
            new PackedPlane(first.rows(), pixels),
            first.originX(),
            first.originY(),
            first.samplesPerPixelX(),
            first.samplesPerPixelY()));
  }

  /** Whether a picture's pixels are at hand. */
  public static boolean isIn(PlanarImage picture) {
    return picture.planes().get(0).rows() instanceof PackedPlane;
  }

  /** The pixels. */
  ArgbRows pixels() {
    return pixels;
  }
}
