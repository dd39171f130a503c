package io.github.imageresize.internal.effect;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import io.github.imageresize.internal.raster.PixelOperation;
import io.github.imageresize.internal.raster.PixelRows;
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
public record Sharpening(double sigma, double gain) implements Stage {
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
    boolean rgb = source.model() == ColorModel.RGB;
    boolean alpha = source.alpha();
    int colors = source.model().colorPlanes();
    List<PlaneRows> read = new ArrayList<>(source.planes().subList(0, rgb ? colors : 1));
    if (alpha) {
      read.add(source.planes().get(colors));
    }
    int own = read.size();
    int ofLuma = alpha ? 2 : 1;
    List<PlaneRows> forked = PixelRows.of(read, own + ofLuma, fork(rgb, alpha));
    Picture luma = new Picture(ColorModel.GREY, alpha, forked.subList(own, own + ofLuma));
    List<PlaneRows> parts = new ArrayList<>(forked.subList(0, own));
    parts.addAll(luma.blurred(sigma).planes());
    List<PlaneRows> planes =
        new ArrayList<>(PixelRows.of(parts, own, new AddDetail(rgb, own, (float) gain)));
    if (!rgb) {
      planes.addAll(1, source.planes().subList(1, colors));
    }
    return new Picture(source.model(), alpha, planes);
  }

  @Override
  public boolean keepsPhases() {
    return true;
  }

  @Override
  public long memoryNeeded(PictureShape before) {
    int width = before.width();
    int height = before.height();
    // A window of rows has up to twice the rows that are in use.
    long rows = 2L * Math.min(height, Picture.rowsToBlur(width, sigma));
    return 2 * Picture.memoryToBlur(width, height, sigma)
        + (2 * before.planes() + 2) * rows * width * Float.BYTES;
  }

  /** Planes as they are, then luma, then alpha once more. */
  private static PixelOperation fork(boolean rgb, boolean alpha) {
    return (in, out, length) -> {
      int own = in.length;
      for (int plane = 0; plane < own; plane++) {
        System.arraycopy(in[plane], 0, out[plane], 0, length);
      }
      if (rgb) {
        Luma.set(out[own], in[0], in[1], in[2], length);
      } else {
        System.arraycopy(in[0], 0, out[own], 0, length);
      }
      if (alpha) {
        System.arraycopy(in[own - 1], 0, out[own + 1], 0, length);
      }
    };
  }

  /** Takes planes and the blurred luma behind them, and gives the planes. */
  private static final class AddDetail implements PixelOperation {
    private final boolean rgb;
    private final int own;
    private final float gain;
    private float[] detail = new float[0];

    AddDetail(boolean rgb, int own, float gain) {
      this.rgb = rgb;
      this.own = own;
      this.gain = gain;
    }

    @Override
    public void apply(float[][] in, float[][] out, int length) {
      int colors = rgb ? 3 : 1;
      if (rgb) {
        if (detail.length < length) {
          detail = new float[length];
        }
        Luma.set(detail, in[0], in[1], in[2], length);
        for (int plane = 0; plane < colors; plane++) {
          add(out[plane], in[plane], detail, in[own], gain, length);
        }
      } else {
        add(out[0], in[0], in[0], in[own], gain, length);
      }
      if (own > colors) {
        System.arraycopy(in[colors], 0, out[colors], 0, length);
      }
    }

    private static void add(
        float[] out, float[] color, float[] luma, float[] blurred, float gain, int length) {
      for (int i = 0; i < length; i++) {
        float more = gain * (luma[i] - blurred[i]);
        out[i] = color[i] + Math.min(Math.max(more, DARKER), LIGHTER);
      }
    }
  }
}
