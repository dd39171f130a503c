package io.github.imageresize.vips;

import io.github.imageresize.Chroma;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeOption;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes AVIF or JPEG XL. */
final class VipsEncoder implements ImageEncoder {
  /** Of enum VipsForeignSubsample: by quality, half, full. */
  private static final int AUTO = 0;

  private static final int ON = 1;
  private static final int OFF = 2;

  /** What libvips takes for JPEG XL begins there. */
  private static final int LEAST_JXL_EFFORT = 3;

  /**
   * A bound: with libvips 8.14.1, resident memory grew by 21 bytes a pixel for AVIF, and by 43 for
   * JPEG XL, 66 without loss, on a photograph of 6 megapixels.
   */
  private static final int BYTES_PER_PIXEL = 96;

  private static final long OVERHEAD = 24 << 20;

  private final LibVips vips;
  private final ImageFormat format;
  private final int effort;

  private VipsEncoder(LibVips vips, ImageFormat format, int effort) {
    this.vips = vips;
    this.format = format;
    this.effort = effort;
  }

  /** The encoders of those formats that libvips was built to write. */
  static List<ImageEncoder> available(LibVips vips, int effort) {
    List<ImageEncoder> encoders = new ArrayList<>();
    for (ImageFormat format : List.of(ImageFormat.AVIF, ImageFormat.JXL)) {
      VipsEncoder encoder = new VipsEncoder(vips, format, effort);
      if (encoder.works()) {
        encoders.add(encoder);
      }
    }
    return List.copyOf(encoders);
  }

  private boolean works() {
    try (Arena arena = Arena.ofConfined();
        VipsImage image = vips.of(arena.allocate(16 * 16 * 3L), 16, 16, 3)) {
      write(image, 50, false, AUTO);
      return true;
    } catch (VipsException e) {
      return false;
    }
  }

  @Override
  public ImageFormat format() {
    return format;
  }

  @Override
  public boolean accepts(ColorModel model, boolean alpha) {
    return model == ColorModel.RGB;
  }

  @Override
  public Set<EncodeOption> options() {
    return format == ImageFormat.AVIF
        ? Set.of(EncodeOption.CHROMA, EncodeOption.LOSSLESS)
        : Set.of(EncodeOption.LOSSLESS);
  }

  @Override
  public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
    return (long) width * height * BYTES_PER_PIXEL + OVERHEAD;
  }

  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    if (Math.max(image.width(), image.height()) > format.longestSide()) {
      throw new ImageResizeException(
          Reason.RESULT_TOO_LARGE,
          format + " holds sides of at most " + format.longestSide() + " pixels");
    }
    int bands = image.planes().size();
    try (Arena arena = Arena.ofShared()) {
      InterleavedRows rows = new InterleavedRows(image);
      byte[] row = new byte[rows.rowBytes()];
      MemorySegment pixels = arena.allocate((long) row.length * image.height());
      for (int y = 0; y < image.height(); y++) {
        rows.read(y, row, 0);
        MemorySegment.copy(
            row, 0, pixels, ValueLayout.JAVA_BYTE, (long) y * row.length, row.length);
      }
      request.deadline().check();
      try (VipsImage whole = vips.of(pixels, image.width(), image.height(), bands)) {
        byte[] encoded =
            KillAtDeadline.watching(
                whole,
                request.deadline(),
                () -> write(whole, request.quality(), request.lossless(), chroma(request)));
        request.deadline().check();
        return encoded;
      }
    } catch (VipsException e) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE, format + " cannot be written: " + e.getMessage(), e);
    }
  }

  private byte[] write(VipsImage image, int quality, boolean lossless, int chroma) {
    return format == ImageFormat.AVIF
        ? image.heif(LibVips.AV1, quality, effort, lossless, chroma)
        : image.jxl(quality, Math.max(LEAST_JXL_EFFORT, effort), lossless);
  }

  private static int chroma(EncodeRequest request) {
    Chroma asked = request.chroma();
    if (asked == null) {
      return AUTO;
    }
    return asked == Chroma.FULL ? OFF : ON;
  }
}
