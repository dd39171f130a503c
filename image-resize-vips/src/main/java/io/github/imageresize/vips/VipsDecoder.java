package io.github.imageresize.vips;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the region that is asked for into native memory, from which rows are read. The formats
 * can't be decoded in parts by libvips, or only in tiles, so that what the whole picture takes is
 * what is counted.
 */
final class VipsDecoder implements ImageDecoder {
  /**
   * A bound for planes of 16 bits or floats within libheif, libjxl or OpenJPEG and the picture made
   * of them; pictures of 8 bits took 3 to 8 bytes a pixel with libvips 8.14.1.
   */
  private static final int BYTES_PER_SAMPLE_WITHIN = 8;

  private static final long OVERHEAD = 4 << 20;

  private final LibVips vips;
  private final Arena arena;
  private final VipsImage image;
  private final ImageHeader header;
  private final long encodedBytes;
  private @Nullable MemorySegment pixels;
  private boolean closed;

  private VipsDecoder(
      LibVips vips, Arena arena, VipsImage image, ImageHeader header, long encodedBytes) {
    this.vips = vips;
    this.arena = arena;
    this.image = image;
    this.header = header;
    this.encodedBytes = encodedBytes;
  }

  static VipsDecoder open(LibVips vips, VipsFormat format, byte[] original) {
    // Shared: whoever closes the decoder need not be the thread that opened it.
    Arena arena = Arena.ofShared();
    try {
      MemorySegment bytes = arena.allocate(original.length);
      MemorySegment.copy(original, 0, bytes, ValueLayout.JAVA_BYTE, 0, original.length);
      VipsImage image = vips.open(bytes, "");
      return new VipsDecoder(vips, arena, image, header(format, image, original), original.length);
    } catch (VipsException e) {
      arena.close();
      throw unreadable(format.format().name() + " header", e);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /** Loaders turn pictures upright by themselves (irot and imir, or the codestream's own). */
  private static ImageHeader header(VipsFormat format, VipsImage image, byte[] original) {
    ImageHeader.Builder header =
        ImageHeader.builder(format.format(), image.width(), image.height())
            .alpha(image.bands() == 2 || image.bands() == 4)
            .copyright(exif(image, "exif-ifd0-Copyright"))
            .artist(exif(image, "exif-ifd0-Artist"));
    if (keepsSamples(image)) {
      profile(format, image, original).map(IccProfile::wrap).ifPresent(header::iccProfile);
    }
    return header.build();
  }

  /** The one that is embedded, or else that of the numbers for which there is none. */
  private static Optional<byte[]> profile(VipsFormat format, VipsImage image, byte[] original) {
    if (image.has("icc-profile-data")) {
      return Optional.of(image.blob("icc-profile-data"));
    }
    boolean coded = format == VipsFormat.HEIC || format == VipsFormat.AVIF;
    return coded && image.bands() >= 3
        ? CodedColor.of(original).flatMap(CodedColorProfile::of)
        : Optional.empty();
  }

  /**
   * libvips adds to a tag's text what it is made of: {@code text (text, ASCII, 5 components, …)}.
   */
  private static @Nullable String exif(VipsImage image, String name) {
    if (!image.has(name)) {
      return null;
    }
    String text = image.string(name);
    int end = text.lastIndexOf(" (");
    String value = end < 0 ? text : text.substring(0, end);
    return value.isBlank() ? null : value;
  }

  /** Whether samples are what the pipeline takes; else libvips converts to sRGB. */
  private static boolean keepsSamples(VipsImage image) {
    boolean depth = image.bandFormat() == LibVips.UCHAR || image.bandFormat() == LibVips.USHORT;
    return depth
        && switch (image.interpretation()) {
          case LibVips.SRGB, LibVips.RGB, LibVips.RGB16, LibVips.B_W, LibVips.GREY16 ->
              image.bands() <= 4;
          default -> false;
        };
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    long samples = (long) header.width() * header.height() * Math.max(3, image.bands());
    long kept = (long) request.width() * request.height() * image.bands() * 2;
    long rows = 64L * header.width() * image.bands() * Float.BYTES;
    return encodedBytes + samples * BYTES_PER_SAMPLE_WITHIN + kept + rows + OVERHEAD;
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    request.deadline().check();
    try (VipsImage converted = keepsSamples(image) ? null : image.toSrgb();
        VipsImage region =
            (converted == null ? image : converted)
                .cropped(request.x(), request.y(), request.width(), request.height())) {
      MemorySegment decoded = KillAtDeadline.watching(region, request.deadline(), region::pixels);
      pixels = decoded;
      request.deadline().check();
      return planes(region, decoded, request);
    } catch (VipsException e) {
      throw unreadable(header.format().name() + " pixels", e);
    }
  }

  private PlanarImage planes(VipsImage region, MemorySegment decoded, DecodeRequest request) {
    int bands = region.bands();
    int used = Math.min(bands, 4);
    boolean wide = region.bandFormat() == LibVips.USHORT;
    List<Plane> planes = new ArrayList<>();
    for (int band = 0; band < used; band++) {
      SampledRows rows =
          new SampledRows(
              request.width(),
              request.height(),
              wide
                  ? new WideSamples(decoded, request.width(), bands, band)
                  : new ByteSamples(decoded, request.width(), bands, band));
      planes.add(new Plane(rows, request.x(), request.y(), 1, 1));
    }
    return new PlanarImage(
        used <= 2 ? ColorModel.GREY : ColorModel.RGB,
        used == 2 || used == 4,
        request.width(),
        request.height(),
        planes);
  }

  private static ImageResizeException unreadable(String what, VipsException e) {
    String message = String.valueOf(e.getMessage());
    boolean unsupported = message.toLowerCase(java.util.Locale.ROOT).contains("unsupported");
    return new ImageResizeException(
        unsupported ? Reason.UNSUPPORTED_IMAGE : Reason.CORRUPT_IMAGE,
        what + " cannot be read: " + message,
        e);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    image.close();
    MemorySegment decoded = pixels;
    if (decoded != null) {
      vips.free(decoded);
    }
    arena.close();
  }
}
