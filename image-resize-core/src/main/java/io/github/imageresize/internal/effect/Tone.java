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
 * Changes of tone and colour, in the order of the parameters. Samples are those of sRGB, 0..255:
 *
 * <ul>
 *   <li>gamma: {@code 255 (c / 255)^(1 / gamma)} of each of red, green and blue, so that more than
 *       1 lightens;
 *   <li>brightness: {@code c * brightness}, and contrast: {@code (c - 127.5) * contrast + 127.5},
 *       as the functions of these names in W3C's Filter Effects and as sharp's {@code linear};
 *   <li>saturation: {@code y + (c - y) * saturation}, where y is the luma;
 *   <li>greyscale: the luma alone.
 * </ul>
 *
 * <p>The luma is that of a JPEG (BT.601), so what can't leave the range is done on the planes of
 * luma and chroma as they are; what can is done on red, green and blue, which are brought back into
 * the range: a decoder that cuts luma off would tint what is overexposed.
 *
 * @param gamma 1 for no change
 * @param brightness 1 for no change
 * @param contrast 1 for no change
 * @param saturation 1 for no change
 * @param greyscale whether the result has no colour
 */
public record Tone(
    double gamma, double brightness, double contrast, double saturation, boolean greyscale)
    implements Stage {
  private static final float MIDDLE = 127.5f;
  private static final float NEUTRAL = 128;

  /** Stages that may follow each other, their planes, and the rows that each holds of them. */
  private static final long ROWS = 5 * 4 * 8;

  @Override
  public boolean changes(PictureShape before) {
    boolean colored = before.model() != ColorModel.GREY;
    return gamma != 1 || !isFlat() || (colored && (greyscale || saturation != 1));
  }

  /** Mirrors what {@link #apply} does to the model. */
  @Override
  public PictureShape after(PictureShape before) {
    if (greyscale || before.model() == ColorModel.GREY) {
      return before.in(ColorModel.GREY);
    }
    boolean inPlanes = gamma == 1 && before.model() == ColorModel.YCBCR && withinRange();
    return inPlanes ? before : before.in(ColorModel.RGB);
  }

  @Override
  public boolean needsFullChroma() {
    return gamma != 1 || (!greyscale && !withinRange());
  }

  @Override
  public long memoryNeeded(PictureShape before) {
    return ROWS * before.width() * Float.BYTES + GammaCurve.MEMORY;
  }

  /** The changed picture; full resolution of chroma and another model are taken where needed. */
  @Override
  public Picture apply(Picture picture, int phases) {
    Picture changed = picture;
    if (gamma != 1) {
      changed = changed.chromaDoubled();
      changed = changed.model() == ColorModel.GREY ? changed : changed.in(ColorModel.RGB);
      changed = withColors(changed, new GammaCurve(gamma));
    }
    if (greyscale) {
      changed = changed.grey();
    }
    float slope = slope();
    float offset = offset();
    boolean desaturates = changed.model() != ColorModel.GREY && saturation != 1;
    if (isFlat() && !desaturates) {
      return changed;
    }
    if (changed.model() == ColorModel.GREY) {
      return withColors(changed, (in, out, length) -> line(out[0], in[0], slope, offset, length));
    }
    float chroma = (float) (slope * saturation);
    if (changed.model() == ColorModel.YCBCR && withinRange()) {
      return withPlanes(changed, slope, offset, chroma);
    }
    changed = changed.chromaDoubled().in(ColorModel.RGB);
    return withColors(changed, new ColorMatrix(slope, offset, (float) saturation));
  }

  private boolean isFlat() {
    return slope() == 1 && offset() == 0;
  }

  private float slope() {
    return (float) (brightness * contrast);
  }

  private float offset() {
    return (float) (MIDDLE * (1 - contrast));
  }

  private boolean withinRange() {
    return brightness <= 1 && contrast <= 1 && saturation <= 1;
  }

  private static Picture withColors(Picture picture, PixelOperation operation) {
    int colors = picture.model().colorPlanes();
    List<PlaneRows> sources = picture.planes();
    List<PlaneRows> planes =
        new ArrayList<>(PixelRows.of(sources.subList(0, colors), colors, operation));
    planes.addAll(sources.subList(colors, sources.size()));
    return new Picture(picture.model(), picture.alpha(), planes);
  }

  private static Picture withPlanes(Picture picture, float luma, float offset, float chroma) {
    List<PlaneRows> planes = new ArrayList<>(picture.planes());
    planes.set(0, line(planes.get(0), luma, offset));
    planes.set(1, line(planes.get(1), chroma, NEUTRAL * (1 - chroma)));
    planes.set(2, line(planes.get(2), chroma, NEUTRAL * (1 - chroma)));
    return new Picture(picture.model(), picture.alpha(), planes);
  }

  private static PlaneRows line(PlaneRows plane, float slope, float offset) {
    return PixelRows.of(
            List.of(plane), 1, (in, out, length) -> line(out[0], in[0], slope, offset, length))
        .get(0);
  }

  private static void line(float[] out, float[] in, float slope, float offset, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = in[i] * slope + offset;
    }
  }

  /** Saturation, then a line, of red, green and blue. */
  private record ColorMatrix(float slope, float offset, float saturation)
      implements PixelOperation {

    @Override
    public void apply(float[][] in, float[][] out, int length) {
      float others = slope * (1 - saturation);
      for (int color = 0; color < 3; color++) {
        float[] weights = {others * Luma.RED, others * Luma.GREEN, others * Luma.BLUE};
        weights[color] += slope * saturation;
        mix(out[color], in[0], in[1], in[2], weights[0], weights[1], weights[2], offset, length);
      }
    }

    private static void mix(
        float[] out,
        float[] red,
        float[] green,
        float[] blue,
        float byRed,
        float byGreen,
        float byBlue,
        float offset,
        int length) {
      for (int i = 0; i < length; i++) {
        float mixed = red[i] * byRed + green[i] * byGreen + blue[i] * byBlue + offset;
        out[i] = Math.min(Math.max(mixed, 0), 255);
      }
    }
  }
}
