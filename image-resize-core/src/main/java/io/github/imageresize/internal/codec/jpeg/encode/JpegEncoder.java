package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.Chroma;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeOption;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.internal.raster.Resampler;
import io.github.imageresize.internal.raster.ResamplingAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes JFIF files (ITU T.871) of one component or three, with the quantisation of T.81 annex K
 * scaled as libjpeg does and Huffman tables made for each image. Chroma is written as it is given:
 * with luma's size (4:4:4), half of its width (4:2:2) or half of both (4:2:0). Files are baseline,
 * or progressive by spectral selection and successive approximation (T.81 annex G), which are
 * mostly smaller, take longer, and have the same coefficients. Thread-safe.
 */
public final class JpegEncoder implements ImageEncoder {
  /** From this quality on, chroma is better kept at full size. */
  private static final int LEAST_FULL_CHROMA = 91;

  private static final int LARGEST_SIDE = 65_535;
  private static final int PHASES = 8;

  @Override
  public ImageFormat format() {
    return ImageFormat.JPEG;
  }

  @Override
  public boolean accepts(ColorModel model, boolean alpha) {
    return !alpha && (model == ColorModel.GREY || model == ColorModel.YCBCR);
  }

  @Override
  public Set<EncodeOption> options() {
    return Set.of(EncodeOption.PROGRESSIVE, EncodeOption.CHROMA);
  }

  @Override
  public int preferredPhases() {
    return PHASES;
  }

  @Override
  public boolean chromaSubsampled(EncodeRequest request) {
    Chroma asked = request.chroma();
    return asked == null ? request.quality() < LEAST_FULL_CHROMA : asked == Chroma.SUBSAMPLED;
  }

  @Override
  public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
    // A token of 4 bytes for each sample at the most, or a coefficient of 2 with its masks and the
    // tokens of one component; then the file, grown by doubling; and a few rows of blocks.
    long samples = 3L * (width + 16) * (height + 16);
    return 4 * samples + 2 * samples + 2048L * (width + 16) + (1 << 20);
  }

  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    if (!accepts(image.model(), image.alpha())) {
      throw Require.violation(
          "image", "be opaque grey or YCbCr", image.model() + " with alpha " + image.alpha());
    }
    int width = image.planes().get(0).rows().width();
    int height = image.planes().get(0).rows().height();
    if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
      throw Require.violation("sides", "be at most " + LARGEST_SIDE, width + "x" + height);
    }
    int horizontal = samplingFactor(image, width, PlaneRows::width);
    int vertical = samplingFactor(image, height, PlaneRows::height);
    int mcus = (width + 8 * horizontal - 1) / (8 * horizontal);
    int mcuRows = (height + 8 * vertical - 1) / (8 * vertical);
    JpegWriter writer = new JpegWriter();
    if (request.copyright() != null || request.artist() != null) {
      writer.writeExif(ExifBlock.of(request.artist(), request.copyright()));
    }
    List<EncodedComponent> components = new ArrayList<>();
    for (Plane plane : image.planes()) {
      boolean luma = components.isEmpty();
      int[] steps =
          luma
              ? QuantizationSteps.luminance(request.quality())
              : QuantizationSteps.chrominance(request.quality());
      if (components.size() < 2) {
        writer.writeQuantization(components.size(), steps);
      }
      int h = luma ? horizontal : 1;
      int v = luma ? vertical : 1;
      components.add(
          new EncodedComponent(inEightPhases(plane.rows()), h, v, luma ? 0 : 1, steps, mcus * h));
    }
    writer.writeFrame(request.progressive(), width, height, components);
    ScanEncoder scans = new ScanEncoder(components, mcus, mcuRows, writer, request.deadline());
    if (request.progressive()) {
      scans.writeProgressive();
    } else {
      scans.writeSequential();
    }
    return writer.finish();
  }

  /** A length of a plane. */
  private interface Side {
    int of(PlaneRows rows);
  }

  /** Luma's sampling factor: 2 if chroma has half of its samples, 1 if it has as many. */
  private static int samplingFactor(PlanarImage image, int length, Side side) {
    int factor = 1;
    for (Plane plane : image.planes().subList(1, image.planes().size())) {
      int other = side.of(plane.rows());
      factor = other == length ? 1 : 2;
      if (other != (length + factor - 1) / factor) {
        throw Require.violation(
            "chroma", "have all or half of luma's " + length + " samples", other);
      }
    }
    return factor;
  }

  private static PlaneRows inEightPhases(PlaneRows rows) {
    return Resampler.resample(
        rows,
        ResamplingAxis.lanczos3(0, rows.width(), 0, 1, rows.width()),
        ResamplingAxis.lanczos3(0, rows.height(), 0, 1, rows.height()),
        PHASES);
  }
}
