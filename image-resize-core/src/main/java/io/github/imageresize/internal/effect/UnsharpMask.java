package io.github.imageresize.internal.effect;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import io.github.imageresize.internal.raster.PixelOperation;
import io.github.imageresize.internal.raster.PixelRows;
import io.github.imageresize.internal.raster.SharedRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Unsharp masking of the luma: what a blurred copy lacks is added once more, times a gain. Colour
 * differences stay as they are. So that edges get no halo, a pixel is made lighter by a tenth of
 * the range at most and darker by a fifth, which are the bounds of libvips's {@code sharpen}.
 *
 * @param sigma standard deviation of the blur in pixels of the result, positive
 * @param gain what the detail is multiplied by, not negative
 */
public record UnsharpMask(double sigma, double gain) implements Stage {
  private static final float LIGHTER = 255 * 0.1f;
  private static final float DARKER = 255 * -0.2f;

  @Override
  public boolean changes(PictureShape before) {
    return gain != 0;
  }

  /** The sharpened picture, in its model and resolutions. */
  @Override
  public Picture apply(Picture picture, int phases) {
    Picture source = picture.inStep();
    int colors = source.model() == ColorModel.RGB ? 3 : 1;
    List<PlaneRows> planes = new ArrayList<>(source.planes());
    List<PlaneRows> ofLuma = new ArrayList<>();
    for (int i = 0; i < colors; i++) {
      ofLuma.add(readTwice(planes, i));
    }
    PlaneRows luma = colors == 1 ? ofLuma.get(0) : PixelRows.of(ofLuma, 1, Luma.OF_RGB).get(0);
    List<PlaneRows> lumas = SharedRows.of(luma, 2);
    List<PlaneRows> blurred = new ArrayList<>(List.of(lumas.get(0)));
    if (source.alpha()) {
      blurred.add(readTwice(planes, planes.size() - 1));
    }
    List<PlaneRows> parts = new ArrayList<>(planes.subList(0, colors));
    parts.add(lumas.get(1));
    Picture grey = new Picture(ColorModel.GREY, source.alpha(), blurred);
    parts.addAll(grey.blurred(sigma, luma.phases()).planes());
    List<PlaneRows> sharp = PixelRows.of(parts, colors, addDetail((float) gain));
    for (int i = 0; i < colors; i++) {
      planes.set(i, sharp.get(i));
    }
    return new Picture(source.model(), source.alpha(), planes);
  }

  /** A second plane of the same rows as one of the list. */
  private static PlaneRows readTwice(List<PlaneRows> planes, int i) {
    List<PlaneRows> readers = SharedRows.of(planes.get(i), 2);
    planes.set(i, readers.get(0));
    return readers.get(1);
  }

  @Override
  public boolean keepsPhases() {
    return true;
  }

  @Override
  public long memoryNeeded(PictureShape before) {
    int width = before.width();
    // A window of rows has up to twice the rows that are in use.
    long rows = 2L * Math.min(before.height(), Picture.rowsToBlur(sigma));
    return 2 * Picture.memoryToBlur(width, sigma)
        + (before.planes() + 2) * rows * width * Float.BYTES;
  }

  /** Takes color planes, their luma, and that blurred; what else comes with it has no meaning. */
  private static PixelOperation addDetail(float gain) {
    return (in, out, length) -> {
      float[] luma = in[out.length];
      float[] blurred = in[out.length + 1];
      for (int plane = 0; plane < out.length; plane++) {
        add(out[plane], in[plane], luma, blurred, gain, length);
      }
    };
  }

  private static void add(
      float[] out, float[] color, float[] luma, float[] blurred, float gain, int length) {
    for (int i = 0; i < length; i++) {
      float more = gain * (luma[i] - blurred[i]);
      out[i] = color[i] + Math.min(Math.max(more, DARKER), LIGHTER);
    }
  }
}
