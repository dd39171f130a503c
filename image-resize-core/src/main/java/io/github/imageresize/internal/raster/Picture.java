package io.github.imageresize.internal.raster;

import io.github.imageresize.RgbaColor;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An image on its way to an encoder: planes of one resolution, but for the chroma planes where they
 * are subsampled. Each step gives a new picture that reads the rows of the one before; a picture is
 * read once.
 *
 * @param model what the planes mean
 * @param alpha whether a last plane holds alpha
 * @param planes one for each of the model, and alpha's
 */
public record Picture(ColorModel model, boolean alpha, List<PlaneRows> planes) {
  /** Bytes that a {@linkplain #turned turned} picture holds for each sample. */
  public static final int TURNED_BYTES = HeldSamples.SAMPLE_BYTES;

  /** Makes the list of planes immutable. */
  public Picture {
    planes = List.copyOf(planes);
  }

  /** Columns. */
  public int width() {
    return planes.get(0).width();
  }

  /** Rows. */
  public int height() {
    return planes.get(0).height();
  }

  /** The same without its samples. */
  public PictureShape shape() {
    boolean halved =
        model == ColorModel.YCBCR
            && (planes.get(1).width() < width() || planes.get(1).height() < height());
    return new PictureShape(model, alpha, halved, width(), height());
  }

  /** Colour multiplied by alpha, if there is alpha. */
  public Picture premultiplied() {
    return alpha ? pixels(model, true, AlphaOperations::premultiply) : this;
  }

  /** Colour divided by alpha, if there is alpha; samples are then within 0..255. */
  public Picture unpremultiplied() {
    return alpha ? pixels(model, true, AlphaOperations::unpremultiply) : this;
  }

  /**
   * Turned: swapped first, then mirrored.
   *
   * @param phases of the rows that come out where they have to be made anew
   */
  public Picture turned(boolean swapped, boolean mirroredX, boolean mirroredY, int phases) {
    if (swapped || mirroredY) {
      return with(TurnedPlanes.of(planes, swapped, mirroredX, mirroredY, phases));
    }
    return mirroredX ? each(plane -> MirroredRows.of(plane, phases)) : this;
  }

  /** Brought to sRGB, if the conversion is for this kind of image. */
  public Picture converted(SrgbConversion conversion) {
    if (conversion.model() == ColorModel.GREY) {
      return model == ColorModel.GREY ? colors(model, conversion.operation()) : this;
    }
    return model == ColorModel.GREY
        ? this
        : in(ColorModel.RGB).colors(ColorModel.RGB, conversion.operation());
  }

  /** In another model, all planes at full resolution. Grey can be brought to any, none to grey. */
  public Picture in(ColorModel target) {
    if (target == model) {
      return this;
    }
    Require.that(target != ColorModel.GREY, "target", "have colour as the picture has", target);
    if (model == ColorModel.GREY) {
      return colors(ColorModel.RGB, ColorOperations::greyToRgb).in(target);
    }
    return target == ColorModel.RGB
        ? colors(target, ColorOperations::ycbcrToRgb)
        : colors(target, ColorOperations::rgbToYcbcr);
  }

  /** With an alpha plane, opaque where there was none. */
  public Picture withAlpha() {
    return alpha ? this : pixels(model, true, AlphaOperations::addOpaque);
  }

  /** Without alpha: laid over a colour, whose own alpha does not count. */
  public Picture flattened(RgbaColor background) {
    return alpha ? pixels(model, false, AlphaOperations.flattenOn(color(background))) : this;
  }

  /** With a layer over it, no larger than it is. Grey becomes RGB if the layer has colours. */
  public Picture overlaid(Layer layer, LayerPlace place) {
    Picture below = model == ColorModel.GREY && !layer.grey() ? in(ColorModel.RGB) : this;
    return below.with(OverlaidRows.of(below, layer, place));
  }

  /**
   * With parts cut off by a mask: they are transparent where there is an alpha plane, else they
   * have a colour.
   */
  public Picture masked(RowMask mask, RgbaColor background) {
    int colors = model.colorPlanes();
    if (!alpha) {
      return with(MaskedRows.of(planes, color(background), mask));
    }
    List<PlaneRows> masked = new ArrayList<>(planes.subList(0, colors));
    masked.addAll(MaskedRows.of(planes.subList(colors, colors + 1), new float[] {0}, mask));
    return with(masked);
  }

  /**
   * On a larger canvas, whose rest has a colour; its alpha counts where there is an alpha plane.
   */
  public Picture padded(int left, int top, int width, int height, RgbaColor background) {
    float[] color = color(background);
    List<PlaneRows> padded = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      float value = i < color.length ? color[i] : background.alpha();
      padded.add(PaddedRows.of(planes.get(i), left, top, width, height, value));
    }
    return with(padded);
  }

  /** With chroma at half resolution both ways, rounded up, if the model has chroma. */
  public Picture chromaSubsampled() {
    if (model != ColorModel.YCBCR) {
      return this;
    }
    return with(List.of(planes.get(0), HalvedRows.of(planes.get(1)), HalvedRows.of(planes.get(2))));
  }

  /** With chroma at full resolution, if it has half: each of its samples serves four pixels. */
  public Picture chromaDoubled() {
    if (model != ColorModel.YCBCR) {
      return this;
    }
    PlaneRows chroma = planes.get(1);
    if (chroma.width() == width() && chroma.height() == height()) {
      return this;
    }
    return with(
        List.of(
            planes.get(0),
            DoubledRows.of(chroma, width(), height()),
            DoubledRows.of(planes.get(2), width(), height())));
  }

  /**
   * Blurred by a Gaussian, colour weighted by alpha; the outermost pixels go on beyond the edges.
   *
   * @param deviation standard deviation in pixels, positive
   * @param phases of the rows that come out
   */
  public Picture blurred(double deviation, int phases) {
    Picture weighted = premultiplied();
    return weighted
        .with(GaussianBlur.of(weighted.planes, deviation))
        .each(plane -> RearrangedRows.inPhases(plane, phases))
        .unpremultiplied();
  }

  /** The most heap that {@link #blurred} holds for each plane of a picture of this width. */
  public static long memoryToBlur(int width, double deviation) {
    return GaussianBlur.memoryNeeded(width, deviation) + RearrangedRows.memoryNeeded(width);
  }

  /** How many rows are read at most before the first row of {@link #blurred} comes out. */
  public static int rowsToBlur(double deviation) {
    return GaussianBlur.rowsAhead(deviation);
  }

  /** The same, with no plane read ahead of the others: their rows would be held meanwhile. */
  public Picture inStep() {
    return with(SynchronizedRows.of(planes));
  }

  /**
   * A part of the picture that is chosen by the whole of it, which is held for that: {@link
   * #TURNED_BYTES} for each sample.
   *
   * @param phases of the rows that come out
   * @param cells of the overview by which the choice is made, each way, if there are so many pixels
   */
  public Picture window(int width, int height, int phases, int cells, WindowChoice choice) {
    return with(HeldWindow.of(this, width, height, phases, cells, choice));
  }

  /**
   * A part of the picture.
   *
   * @param corner even where chroma is halved
   * @param phases of the rows that come out
   */
  public Picture window(int width, int height, int phases, WindowChoice.Corner corner) {
    return each(
        plane -> {
          int pixels = plane.width() < width() || plane.height() < height() ? 2 : 1;
          int rows = (height + pixels - 1) / pixels;
          int columns = (width + pixels - 1) / pixels;
          return RearrangedRows.of(
              new PartialRows(plane, corner.y() / pixels, rows),
              corner.x() / pixels,
              columns,
              phases);
        });
  }

  /** With luminance alone, and alpha if there is alpha. */
  public Picture grey() {
    return switch (model) {
      case GREY -> this;
      case RGB -> colors(ColorModel.GREY, ColorOperations::rgbToGrey);
      case YCBCR -> {
        List<PlaneRows> kept = new ArrayList<>(List.of(LeftOutRows.of(planes.get(0), chroma())));
        kept.addAll(planes.subList(ColorModel.YCBCR.colorPlanes(), planes.size()));
        yield new Picture(ColorModel.GREY, alpha, kept);
      }
    };
  }

  private List<PlaneRows> chroma() {
    return planes.subList(1, ColorModel.YCBCR.colorPlanes());
  }

  /** As an image at full size, for an encoder. */
  public PlanarImage toImage() {
    double width = width();
    double height = height();
    List<Plane> placed = new ArrayList<>();
    for (PlaneRows plane : planes) {
      boolean halved = plane.width() < width || plane.height() < height;
      double samples = halved ? 0.5 : 1;
      placed.add(new Plane(plane, 0, 0, samples, samples));
    }
    return new PlanarImage(model, alpha, width(), height(), placed);
  }

  private float[] color(RgbaColor color) {
    return ColorOperations.convert(model, color.red(), color.green(), color.blue());
  }

  private Picture colors(ColorModel target, PixelOperation operation) {
    int before = model.colorPlanes();
    int after = target.colorPlanes();
    if (!alpha) {
      return new Picture(target, false, PixelRows.of(planes, after, operation));
    }
    PixelOperation withAlpha =
        (in, out, length) -> {
          operation.apply(in, out, length);
          System.arraycopy(in[before], 0, out[after], 0, length);
        };
    return new Picture(target, true, PixelRows.of(planes, after + 1, withAlpha));
  }

  private Picture pixels(ColorModel target, boolean alphaAfter, PixelOperation operation) {
    int count = target.colorPlanes() + (alphaAfter ? 1 : 0);
    return new Picture(target, alphaAfter, PixelRows.of(planes, count, operation));
  }

  private Picture each(UnaryOperator<PlaneRows> stage) {
    return with(planes.stream().map(stage).toList());
  }

  private Picture with(List<PlaneRows> others) {
    return new Picture(model, alpha, others);
  }
}
