package io.github.imageresize.internal.codec.imageio;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link BufferedImage} as planes: samples as they are stored where the colour model is grey or
 * RGB, palettes expanded, everything else by way of the colour model to sRGB. Depths other than 8
 * are scaled to 0..255.
 */
public final class BufferedImagePlanes {
  private final BufferedImage image;
  private final Raster raster;
  private final java.awt.image.ColorModel colors;
  private final boolean alpha;

  private BufferedImagePlanes(BufferedImage image) {
    this.image = image;
    this.raster = image.getRaster();
    this.colors = image.getColorModel();
    this.alpha = colors.hasAlpha();
  }

  /**
   * The planes of an image that is a part of a larger one.
   *
   * @param image the part
   * @param x the part's left edge in the whole
   * @param y the part's upper edge in the whole
   * @param width of the whole
   * @param height of the whole
   */
  public static PlanarImage of(BufferedImage image, int x, int y, int width, int height) {
    Rectangle region = new Rectangle(x, y, image.getWidth(), image.getHeight());
    return of(image, region, width, height);
  }

  /**
   * The planes of an image that shows a region of a larger one, perhaps at another scale.
   *
   * @param image the samples
   * @param region what they show of the whole
   * @param width of the whole
   * @param height of the whole
   */
  public static PlanarImage of(BufferedImage image, Rectangle region, int width, int height) {
    double scaleX = (double) image.getWidth() / region.width;
    double scaleY = (double) image.getHeight() / region.height;
    BufferedImagePlanes planes = new BufferedImagePlanes(image);
    boolean grey = planes.grey();
    List<Plane> all = new ArrayList<>();
    int count = (grey ? 1 : 3) + (planes.alpha ? 1 : 0);
    for (int band = 0; band < count; band++) {
      SampledRows rows =
          new SampledRows(image.getWidth(), image.getHeight(), planes.reader(band, count));
      all.add(new Plane(rows, region.x, region.y, scaleX, scaleY));
    }
    return new PlanarImage(
        grey ? ColorModel.GREY : ColorModel.RGB, planes.alpha, width, height, all);
  }

  private boolean grey() {
    return isStoredSamples() && colors.getNumColorComponents() == 1;
  }

  /** Whether the raster's bands are grey or RGB, so that no colour conversion is needed. */
  private boolean isStoredSamples() {
    int space = colors.getColorSpace().getType();
    int type = raster.getTransferType();
    return !(colors instanceof IndexColorModel)
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && raster.getNumBands() == colors.getNumComponents()
        && (type == DataBuffer.TYPE_BYTE
            || type == DataBuffer.TYPE_USHORT
            || type == DataBuffer.TYPE_INT);
  }

  private SampledRows.Reader reader(int band, int bands) {
    if (colors instanceof IndexColorModel palette) {
      return paletteReader(palette, band);
    }
    if (!isStoredSamples()) {
      return convertedReader(band);
    }
    boolean color = alpha && band < bands - 1;
    return color && colors.isAlphaPremultiplied()
        ? unpremultipliedReader(band, bands - 1)
        : storedReader(band);
  }

  private SampledRows.Reader storedReader(int band) {
    if (raster.getDataBuffer() instanceof DataBufferInt data
        && raster.getSampleModel() instanceof SinglePixelPackedSampleModel packed
        && colors.getComponentSize(band) == 8
        && raster.getParent() == null) {
      return packedReader(data.getData(), packed, band);
    }
    if (raster.getDataBuffer() instanceof DataBufferByte data
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel interleaved
        && colors.getComponentSize(band) == 8
        && raster.getParent() == null) {
      return interleavedReader(data.getData(), interleaved, band);
    }
    return anyReader(band);
  }

  private SampledRows.Reader packedReader(
      int[] pixels, SinglePixelPackedSampleModel model, int band) {
    int shift = model.getBitOffsets()[band];
    int stride = model.getScanlineStride();
    int width = image.getWidth();
    return (y, samples) -> {
      for (int x = 0, at = y * stride; x < width; x++, at++) {
        samples[x] = pixels[at] >>> shift & 0xFF;
      }
    };
  }

  private SampledRows.Reader interleavedReader(
      byte[] bytes, PixelInterleavedSampleModel model, int band) {
    int offset = model.getBandOffsets()[band];
    int step = model.getPixelStride();
    int stride = model.getScanlineStride();
    int width = image.getWidth();
    return (y, samples) -> {
      for (int x = 0, at = y * stride + offset; x < width; x++, at += step) {
        samples[x] = bytes[at] & 0xFF;
      }
    };
  }

  private SampledRows.Reader anyReader(int band) {
    float scale = scale(band);
    int width = image.getWidth();
    return (y, samples) -> {
      raster.getSamples(0, y, width, 1, band, samples);
      if (scale != 1) {
        for (int x = 0; x < width; x++) {
          samples[x] *= scale;
        }
      }
    };
  }

  private SampledRows.Reader unpremultipliedReader(int band, int alphaBand) {
    float scale = scale(band);
    float most = (1L << colors.getComponentSize(alphaBand)) - 1;
    int width = image.getWidth();
    float[] alphas = new float[width];
    return (y, samples) -> {
      raster.getSamples(0, y, width, 1, band, samples);
      raster.getSamples(0, y, width, 1, alphaBand, alphas);
      for (int x = 0; x < width; x++) {
        samples[x] = alphas[x] == 0 ? 0 : Math.min(255, samples[x] * scale * most / alphas[x]);
      }
    };
  }

  private float scale(int band) {
    return (float) (255.0 / ((1L << colors.getComponentSize(band)) - 1));
  }

  private SampledRows.Reader paletteReader(IndexColorModel palette, int band) {
    float[] values = new float[palette.getMapSize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = component(palette.getRGB(i), band);
    }
    int width = image.getWidth();
    int[] indices = new int[width];
    return (y, samples) -> {
      raster.getSamples(0, y, width, 1, 0, indices);
      for (int x = 0; x < width; x++) {
        samples[x] = values[Math.min(indices[x], values.length - 1)];
      }
    };
  }

  private SampledRows.Reader convertedReader(int band) {
    int width = image.getWidth();
    int[] argb = new int[width];
    return (y, samples) -> {
      image.getRGB(0, y, width, 1, argb, 0, width);
      for (int x = 0; x < width; x++) {
        samples[x] = component(argb[x], band);
      }
    };
  }

  private static int component(int argb, int band) {
    return band == 3 ? argb >>> 24 : (argb >> (16 - 8 * band)) & 0xFF;
  }
}
