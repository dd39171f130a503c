package io.github.imageresize.codec.webp;

import io.github.imageresize.codec.DecodeRequest;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * libwebp by its native library, which comes with this module for Linux with glibc 2.27 and newer
 * (x86_64, aarch64, ppc64le, x86), macOS (x86_64, aarch64) and Windows (x86_64, x86). It is loaded
 * once in a process, from a file in the temporary folder that is deleted at once. Thread-safe.
 *
 * <p>While it decodes, the binding holds the arrays of input and output in place (JNI critical):
 * before JDK 22, G1 does not collect meanwhile, and the serial and the parallel collector do not in
 * any version. While it encodes, they are held only as long as pixels are read, a small part of the
 * time.
 */
public final class LibWebp implements WebpPlugin {
  private static final int ALPHA_MASK = 0xFF000000;

  private final WebpBinding binding;

  /**
   * Loads the native library, if no other instance has.
   *
   * @throws LinkageError if this machine cannot load it, with what would help: an unknown system,
   *     musl, a temporary directory that cannot be written to or executed from
   */
  public LibWebp() {
    binding = WebpBinding.load();
  }

  @Override
  public boolean scales() {
    return true;
  }

  @Override
  public WebpPixels read(byte[] still, DecodeRequest region, int scaledWidth, int scaledHeight)
      throws IOException {
    int[] result = new int[4];
    int[] argb = binding.decode(still, region, scaledWidth, scaledHeight, result);
    WebpStatus status = WebpStatus.of(result[0]);
    if (argb == null || argb.length != scaledWidth * scaledHeight || !status.leavesPixels()) {
      throw new IOException("libwebp finds " + status.meaning());
    }
    boolean alpha = result[3] != 0;
    BufferedImage image = image(argb, scaledWidth, scaledHeight, alpha);
    int rows = status == WebpStatus.OK ? scaledHeight : writtenRows(argb, scaledWidth);
    return new WebpPixels(image, rows);
  }

  private static BufferedImage image(int[] argb, int width, int height, boolean alpha) {
    DirectColorModel colors =
        alpha
            ? new DirectColorModel(32, 0xFF0000, 0xFF00, 0xFF, ALPHA_MASK)
            : new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);
    WritableRaster raster =
        Raster.createWritableRaster(
            colors.createCompatibleSampleModel(width, height),
            new DataBufferInt(argb, argb.length),
            null);
    return new BufferedImage(colors, raster, false, null);
  }

  /** Rows at the bottom that libwebp did not come to are all zero, and so transparent. */
  private static int writtenRows(int[] argb, int width) {
    int end = argb.length;
    while (end > 0 && argb[end - 1] == 0) {
      end--;
    }
    return end / width;
  }

  /**
   * Encodes an image lossily, with alpha kept without loss.
   *
   * @param pixels red, green, blue and perhaps alpha of each pixel
   */
  byte[] write(byte[] pixels, int width, int height, boolean alpha, int quality)
      throws IOException {
    byte @Nullable [] webp = binding.encode(pixels, width, height, alpha, quality);
    if (webp == null) {
      throw new IOException("libwebp had no memory for %dx%d pixels".formatted(width, height));
    }
    return webp;
  }
}
