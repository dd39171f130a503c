package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.Deadline;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.Picture;
import java.util.List;
import java.util.Optional;

/**
 * Finds the part of a picture within borders of one colour: that of the first pixel as it is
 * stored, in the part that a request uses. All of that part is decoded once for it, row by row, at
 * its full size, so that the borders are found to the pixel. Of an animation, the first frame
 * decides.
 */
final class BorderTrim {
  /** Samples of a JPEG are not whole numbers. */
  private static final float ROUNDING = 0.5f;

  private final Reduction whole;
  private final ResizePlan plan;
  private final ImageHeader header;
  private final float tolerance;

  /**
   * A search that is not begun.
   *
   * @param decoder of the original, used for this alone
   * @param tolerance how far a sample may differ from the border's, 0..255
   */
  BorderTrim(ImageDecoder decoder, ImageRequest request, int tolerance) {
    header = decoder.header();
    ImageRequest.Builder used = ImageRequest.builder(request.source());
    request.crop().ifPresent((Crop crop) -> used.crop(crop));
    plan = ResizePlan.of(header, used.build(), Integer.MAX_VALUE);
    whole = new Reduction(decoder, plan, 1, false);
    this.tolerance = tolerance + ROUNDING;
  }

  long decodedPixels() {
    return whole.decodedPixels();
  }

  long memoryNeeded() {
    return whole.memoryNeeded();
  }

  /**
   * Searches.
   *
   * @return the part of the upright original; empty if nothing is left, as all has one colour
   */
  Optional<Region> find(Deadline deadline, DamageReport damage) {
    Picture picture = whole.reduced(whole.decode(deadline, damage), 1, deadline);
    if (picture.model() == ColorModel.YCBCR) {
      picture = picture.in(ColorModel.RGB);
    }
    return content(picture.premultiplied().planes())
        .map(
            found ->
                new Region(
                        plan.horizontal().lower() + found.x(),
                        plan.vertical().lower() + found.y(),
                        found.width(),
                        found.height())
                    .upright(header.orientation(), header.width(), header.height()));
  }

  private Optional<Region> content(List<PlaneRows> planes) {
    int width = planes.get(0).width();
    int height = planes.get(0).height();
    float[][] rows = new float[planes.size()][];
    float[] border = new float[planes.size()];
    int left = width;
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = planes.get(i).row(y)[0];
        border[i] = y == 0 ? rows[i][0] : border[i];
      }
      int first = 0;
      while (first < width && isBorder(rows, first, border)) {
        first++;
      }
      if (first < width) {
        int last = width - 1;
        while (isBorder(rows, last, border)) {
          last--;
        }
        left = Math.min(left, first);
        right = Math.max(right, last);
        top = top < 0 ? y : top;
        bottom = y;
      }
      for (PlaneRows plane : planes) {
        plane.release(y + 1);
      }
    }
    return top < 0
        ? Optional.empty()
        : Optional.of(new Region(left, top, right - left + 1, bottom - top + 1));
  }

  private boolean isBorder(float[][] rows, int x, float[] border) {
    for (int i = 0; i < rows.length; i++) {
      if (Math.abs(rows[i][x] - border[i]) > tolerance) {
        return false;
      }
    }
    return true;
  }
}
