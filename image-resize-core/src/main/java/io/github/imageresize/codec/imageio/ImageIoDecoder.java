package io.github.imageresize.codec.imageio;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.codec.BadImage;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ExifTags;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.codec.TiffDirectory;
import io.github.imageresize.raster.PlanarImage;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes by an ImageIO plug-in, whole regions at a time. The plug-in's failures, whatever their
 * kind, become those of this library.
 */
public final class ImageIoDecoder implements ImageDecoder {
  private static final int INTER_COLOR_PROFILE = 34675;
  private static final int FIRST_CMYK_OR_LAB = 5;
  private static final int PHOTOMETRIC = 262;

  private interface Call<T> {
    T run() throws IOException;
  }

  private final ImageReader reader;
  private final ImageHeader header;
  private final long bytesPerPixel;

  private ImageIoDecoder(ImageReader reader, ImageHeader header, long bytesPerPixel) {
    this.reader = reader;
    this.header = header;
    this.bytesPerPixel = bytesPerPixel;
  }

  /**
   * Opens a JPEG. The plug-in is trusted to convert colours (CMYK, YCCK, RGB with a profile) to
   * sRGB, so that only the profile of a grey picture is left in the header.
   */
  public static ImageIoDecoder openJpeg(byte[] bytes, ImageReaderSpi plugin) {
    JpegSegments segments = JpegSegments.read(bytes);
    if (segments.width() == 0 || segments.height() == 0) {
      throw BadImage.corrupt(
          "JPEG sides must be positive, but are " + segments.width() + "x" + segments.height());
    }
    IccProfile profile = segments.components() == 1 ? segments.iccProfile() : null;
    return open(SourceFormat.JPEG, bytes, plugin, 1, segments.exif(), profile);
  }

  /** Opens a TIFF, whose own directory holds the metadata. */
  public static ImageIoDecoder openTiff(byte[] bytes, ImageReaderSpi plugin) {
    TiffDirectory directory =
        TiffDirectory.first(bytes)
            .orElseThrow(() -> BadImage.corrupt("TIFF has no image file directory"));
    TiffPlausibility.check(directory, bytes.length);
    boolean convertedByPlugin = directory.number(PHOTOMETRIC).orElse(0) >= FIRST_CMYK_OR_LAB;
    IccProfile profile =
        convertedByPlugin
            ? null
            : directory.bytes(INTER_COLOR_PROFILE).map(IccProfile::wrap).orElse(null);
    int frames = TiffDirectory.count(bytes);
    return open(SourceFormat.TIFF, bytes, plugin, frames, ExifTags.of(directory), profile);
  }

  /** Opens an image of a format of which nothing but the picture is read. */
  public static ImageIoDecoder open(SourceFormat format, byte[] bytes, ImageReaderSpi plugin) {
    return open(format, bytes, plugin, 1, ExifTags.NONE, null);
  }

  private static ImageIoDecoder open(
      SourceFormat format,
      byte[] bytes,
      ImageReaderSpi plugin,
      int frames,
      ExifTags exif,
      @Nullable IccProfile profile) {
    ImageReader reader = guarded(format + " header", () -> plugin.createReaderInstance(null));
    try {
      return guarded(format + " header", () -> open(format, bytes, reader, frames, exif, profile));
    } catch (ImageResizeException e) {
      reader.dispose();
      throw e;
    }
  }

  private static ImageIoDecoder open(
      SourceFormat format,
      byte[] bytes,
      ImageReader reader,
      int frames,
      ExifTags exif,
      @Nullable IccProfile profile)
      throws IOException {
    reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), false, true);
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
        new ImageHeader(
            format,
            width,
            height,
            Math.max(1, frames),
            exif.orientation(),
            type.getColorModel().hasAlpha(),
            profile,
            exif.copyright(),
            exif.artist());
    return new ImageIoDecoder(reader, header, bytesPerPixel(type));
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
    return pixels * (bytesPerPixel + 8) + rows + (1 << 20);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    BufferedImage image = guarded(header.format() + " pixels", () -> read(request));
    return BufferedImagePlanes.of(image, request.x(), request.y(), header.width(), header.height());
  }

  private BufferedImage read(DecodeRequest request) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(
        new Rectangle(request.x(), request.y(), request.width(), request.height()));
    BufferedImage image = reader.read(0, param);
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
