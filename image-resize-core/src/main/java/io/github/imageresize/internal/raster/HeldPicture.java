package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/** All samples of a picture, so that it can be read more than once. */
public final class HeldPicture {
  private final Picture picture;
  private final List<HeldSamples> planes = new ArrayList<>();

  private HeldPicture(Picture picture) {
    this.picture = picture;
    for (PlaneRows plane : picture.planes()) {
      planes.add(new HeldSamples(plane.width(), plane.height()));
    }
  }

  /** Reads a picture, all planes at the same pace. */
  public static HeldPicture of(Picture picture) {
    HeldPicture held = new HeldPicture(picture);
    HeldSamples.readAll(picture.planes(), (plane, y, row) -> held.planes.get(plane).putRow(y, row));
    return held;
  }

  /** Bytes that are held of a picture. */
  public static long memoryNeeded(PictureShape shape) {
    return (long) shape.width() * shape.height() * shape.planes() * HeldSamples.SAMPLE_BYTES;
  }

  /**
   * The picture anew.
   *
   * @param phases into how many arrays its rows are split
   */
  public Picture picture(int phases) {
    List<PlaneRows> again = new ArrayList<>();
    for (HeldSamples samples : planes) {
      HeldSamples.Place whole = new HeldSamples.Place(samples, 0, 0);
      again.add(HeldSamples.rows(samples.width(), samples.height(), phases, () -> whole));
    }
    return new Picture(picture.model(), picture.alpha(), again);
  }
}
