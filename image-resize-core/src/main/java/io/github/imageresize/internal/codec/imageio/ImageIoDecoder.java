package io.github.imageresize.internal.codec.imageio;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.ExifTags;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Decodes by an ImageIO plug-in, whole regions at a time. The plug-in's failures, whatever their
 * kind, become those of this library.
 */
public final class ImageIoDecoder implements ImageDecoder {
  /** What a plug-in takes for a pixel is found out when its type is known. */
  public static final double UNKNOWN = Double.NaN;

  /** Of a pixel, beside its samples. */
  private static final int MEMORY_TO_CONVERT = 8;

  private interface Call<T> {
    T run() throws IOException;
  }

  private final ImageReader reader;
  private final ImageHeader header;
  private final WatchedInput input;
  private final long bytesPerPixel;
  private final long memory;
  private final double memoryPerPixel;

  private ImageIoDecoder(
      ImageReader reader,
      WatchedInput input,
      ImageHeader header,
      long bytesPerPixel,
      long memory,
      double memoryPerPixel) {
    this.reader = reader;
    this.input = input;
    this.header = header;
    this.bytesPerPixel = bytesPerPixel;
    this.memory = memory;
    this.memoryPerPixel = memoryPerPixel;
  }

  /** Opens an image of a format of which nothing but the picture is read. */
  public static ImageIoDecoder open(SourceFormat format, byte[] bytes, ImageReaderSpi plugin) {
    return open(format, JoinedBytes.of(bytes), plugin, ExifTags.NONE, null, 0, UNKNOWN);
  }

  /**
   * Opens an image whose tags are known already.
   *
   * @param memory what the plug-in takes however few pixels are wanted, in bytes
   * @param memoryPerPixel what it takes for each pixel that is wanted, in bytes
   */
  public static ImageIoDecoder open(
      SourceFormat format,
      JoinedBytes bytes,
      ImageReaderSpi plugin,
      ExifTags exif,
      long memory,
      double memoryPerPixel) {
    return open(format, bytes, plugin, exif, null, memory, memoryPerPixel);
  }

  /** The same, and the profile that the plug-in leaves to be applied. */
  public static ImageIoDecoder open(
      SourceFormat format,
      JoinedBytes bytes,
      ImageReaderSpi plugin,
      ExifTags exif,
      @Nullable IccProfile profile,
      long memory,
      double memoryPerPixel) {
    ImageReader reader = guarded(format + " header", () -> plugin.createReaderInstance(null));
    try {
      return guarded(
          format + " header",
          () ->
              open(format, new WatchedInput(bytes), reader, exif, profile, memory, memoryPerPixel));
    } catch (ImageResizeException e) {
      reader.dispose();
      throw e;
    }
  }

  private static ImageIoDecoder open(
      SourceFormat format,
      WatchedInput input,
      ImageReader reader,
      ExifTags exif,
      @Nullable IccProfile profile,
      long memory,
      double memoryPerPixel)
      throws IOException {
    reader.setInput(input, false, true);
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width <= 0 || height <= 0) {
      throw BadImage.corrupt(format + " sides must be positive, but are " + width + "x" + height);
    }
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      throw BadImage.unsupported(format + " with a kind of pixels that cannot be read");
    }
    ImageTypeSpecifier type = types.next();
    ImageHeader header =
        ImageHeader.builder(format, width, height)
            .orientation(exif.orientation())
            .alpha(type.getColorModel().hasAlpha())
            .iccProfile(profile)
            .copyright(exif.copyright())
            .artist(exif.artist())
            .build();
    long bytes = bytesPerPixel(type);
    double perPixel = Double.isNaN(memoryPerPixel) ? bytes + MEMORY_TO_CONVERT : memoryPerPixel;
    return new ImageIoDecoder(reader, input, header, bytes, memory, perPixel);
  }

  private static long bytesPerPixel(ImageTypeSpecifier type) {
    int bits = 0;
    for (int band = 0; band < type.getNumBands(); band++) {
      bits += type.getBitsPerBand(band);
    }
    return Math.max(1, (bits + 7) / 8);
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  /**
   * The picture, a conversion of its colours to bytes, and what plug-ins hold while they decode.
   */
  @Override
  public long memoryNeeded(DecodeRequest request) {
    long pixels = (long) request.width() * request.height();
    long rows = 64L * header.width() * bytesPerPixel;
    return memory + (long) (pixels * memoryPerPixel) + rows + (1 << 20);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    input.watch(request.deadline());
    reader.addIIOReadProgressListener(new AbortAtDeadline(request.deadline()));
    BufferedImage image;
    try {
      image = guarded(header.format() + " pixels", () -> read(request));
    } finally {
      // What was aborted is not whole, and a failure may be that of the deadline, disguised.
      request.deadline().check();
    }
    return BufferedImagePlanes.of(image, request.x(), request.y(), header.width(), header.height());
  }

  private BufferedImage read(DecodeRequest request) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(
        new Rectangle(request.x(), request.y(), request.width(), request.height()));
    BufferedImage image = reader.read(0, param);
    boolean whole = image.getWidth() == header.width() && image.getHeight() == header.height();
    if (whole && (request.width() < header.width() || request.height() < header.height())) {
      // Of some kinds plug-ins give the whole, whatever was asked for.
      image = image.getSubimage(request.x(), request.y(), request.width(), request.height());
    }
    if (image.getWidth() != request.width() || image.getHeight() != request.height()) {
      throw BadImage.corrupt(
          "header says %dx%d pixels, but there are %dx%d"
              .formatted(request.width(), request.height(), image.getWidth(), image.getHeight()));
    }
    return image.getColorModel().getNumColorComponents() == 4 ? convertedToRgb(image) : image;
  }

  private static BufferedImage convertedToRgb(BufferedImage image) {
    BufferedImage rgb =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    return new ColorConvertOp(null).filter(image, rgb);
  }

  @Override
  public void close() {
    reader.dispose();
  }

  /** Plug-ins answer damaged data with any exception at all, and nested data with a deep stack. */
  private static <T> T guarded(String what, Call<T> call) {
    try {
      return call.run();
    } catch (ImageResizeException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      String message = String.valueOf(e.getMessage());
      if (message.toLowerCase(Locale.ROOT).contains("unsupported")) {
        throw BadImage.unsupported(what + " cannot be read: " + message);
      }
      throw BadImage.corrupt(what + " cannot be read: " + message, e);
    }
  }
}
