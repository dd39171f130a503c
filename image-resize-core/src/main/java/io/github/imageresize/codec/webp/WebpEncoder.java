package io.github.imageresize.codec.webp;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PixelRows;
import io.github.imageresize.raster.ColorModel;
import io.github.imageresize.raster.PlanarImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes lossy WebP, with alpha kept without loss, by libwebp at its default effort. */
public final class WebpEncoder implements ImageEncoder {
  private static final int LONGEST_SIDE = 16_383;

  private final LibWebp libwebp;

  /** Encodes by that library. */
  public WebpEncoder(LibWebp libwebp) {
    this.libwebp = libwebp;
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.WEBP;
  }

  /** Grey is taken too: its one plane is handed over as all three. */
  @Override
  public boolean accepts(ColorModel model, boolean alpha) {
    return model == ColorModel.RGB || model == ColorModel.GREY;
  }

  /** Lossy WebP is 4:2:0 at any quality (RFC 6386 section 2). */
  @Override
  public boolean chromaSubsampled(int quality) {
    return true;
  }

  /** The pixels as bytes here and in the binding, and the result twice. */
  @Override
  public long memoryNeeded(int width, int height, boolean alpha) {
    return 4L * width * height * (alpha ? 4 : 3) + (1 << 16);
  }

  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    if (Math.max(image.width(), image.height()) > LONGEST_SIDE) {
      throw new ImageResizeException(
          Reason.RESULT_TOO_LARGE,
          "WebP sides must be 1..16383, but are " + image.width() + "x" + image.height());
    }
    try {
      byte[] webp = libwebp.write(interleaved(image), request.quality());
      return WebpMetadata.added(webp, image.width(), image.height(), image.alpha(), request);
    } catch (IOException e) {
      throw new UncheckedIOException("libwebp did not encode", e);
    }
  }

  private static BufferedImage interleaved(PlanarImage image) {
    PixelRows rows = new PixelRows(image);
    byte[] pixels = new byte[rows.rowBytes() * image.height()];
    for (int y = 0; y < image.height(); y++) {
      rows.read(y, pixels, y * rows.rowBytes());
    }
    int[] offsets = {0, 1, 2, 3};
    if (image.model() == ColorModel.GREY) {
      offsets = new int[] {0, 0, 0, 1};
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(pixels, pixels.length),
            image.width(),
            image.height(),
            rows.rowBytes(),
            image.planes().size(),
            Arrays.copyOf(offsets, image.alpha() ? 4 : 3),
            null);
    ComponentColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            image.alpha(),
            false,
            image.alpha() ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new UncopiedImage(colors, raster);
  }

  /** The binding asks for the image's data, of which BufferedImage would make a copy. */
  private static final class UncopiedImage extends BufferedImage {
    UncopiedImage(ComponentColorModel colors, WritableRaster raster) {
      super(colors, raster, false, null);
    }

    @Override
    public Raster getData() {
      return getRaster();
    }
  }
}
