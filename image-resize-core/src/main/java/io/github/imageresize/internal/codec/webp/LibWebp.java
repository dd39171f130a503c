package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * libwebp by its native library, which comes with this module for Linux with glibc 2.27 (x86_64,
 * aarch64) or 2.34 (ppc64le, x86) and newer, macOS (x86_64, aarch64) and Windows (x86_64, x86). It
 * is loaded once in a process, from a file in the temporary folder that is deleted at once, and
 * runs on as many threads of its own as there are processors. Thread-safe.
 *
 * <p>While it decodes, the binding holds the arrays of input and output in place (JNI critical):
 * before JDK 22, G1 does not collect meanwhile, and the serial and the parallel collector do not in
 * any version. While it encodes, they are held only as long as pixels are read, a small part of the
 * time.
 */
public final class LibWebp implements WebpPlugin {
  private static final int ALPHA_MASK = 0xFF000000;

  /** Lossless files of one process that are decoded at a time, which holds the collector up. */
  private static final Turns LOSSLESS = new Turns(2);

  private static final NativeThreads THREADS =
      new NativeThreads("image-resize-libwebp", Runtime.getRuntime().availableProcessors());

  /** Bytes that libwebp takes for a column of the picture; measured, with room to spare. */
  private static final long ROW_MEMORY = 1 << 10;

  private static final long FIXED_MEMORY = 1 << 20;
  private static final long LOSSLESS_BYTES = 5;
  private static final long ALPHA_BYTES = 6;

  /** Of the tables for a group of prefix codes; measured. */
  private static final long GROUP_MEMORY = 6 << 10;

  /** What the quality means without loss; libwebp's tools take it by default. */
  private static final int LOSSLESS_EFFORT = 75;

  private final NativeSpeed decoding = new NativeSpeed(15);
  private final NativeSpeed losslessDecoding = new NativeSpeed(20);
  private final NativeSpeed encoding = new NativeSpeed(100);
  private final NativeSpeed losslessEncoding = new NativeSpeed(600);
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

  /**
   * Of lossless pictures and of alpha, all pixels whatever the region and the scale, with the
   * images that steer transforms and codes, which are a sixteenth of it each, and the tables of
   * prefix codes; of lossy ones, some rows.
   */
  @Override
  public long memoryNeeded(WebpBitstream bitstream, boolean alpha) {
    long pixels = (long) bitstream.width() * bitstream.height();
    long rows = ROW_MEMORY * bitstream.width() + FIXED_MEMORY;
    long tables = bitstream.codeGroups() * GROUP_MEMORY;
    if (bitstream.lossy()) {
      return rows + tables + (alpha ? ALPHA_BYTES * pixels : 0);
    }
    return rows + tables + LOSSLESS_BYTES * pixels;
  }

  @Override
  public WebpPixels read(
      byte[] still,
      WebpBitstream bitstream,
      DecodeRequest region,
      int scaledWidth,
      int scaledHeight)
      throws IOException {
    long pixels = (long) bitstream.width() * bitstream.height();
    NativeSpeed speed = bitstream.lossy() ? decoding : losslessDecoding;
    speed.requireTime(pixels, region.deadline());
    if (bitstream.lossy()) {
      return timed(speed, pixels, still, region, scaledWidth, scaledHeight);
    }
    LOSSLESS.await(region.deadline());
    try {
      return timed(speed, pixels, still, region, scaledWidth, scaledHeight);
    } finally {
      LOSSLESS.end();
    }
  }

  private WebpPixels timed(
      NativeSpeed speed,
      long pixels,
      byte[] still,
      DecodeRequest region,
      int scaledWidth,
      int scaledHeight)
      throws IOException {
    return THREADS.run(
        region.deadline(),
        () -> {
          speed.requireTime(pixels, region.deadline());
          long start = System.nanoTime();
          WebpPixels decoded = decode(still, region, scaledWidth, scaledHeight);
          speed.measured(pixels, System.nanoTime() - start);
          return decoded;
        });
  }

  private WebpPixels decode(byte[] still, DecodeRequest region, int scaledWidth, int scaledHeight)
      throws IOException {
    int[] result = new int[4];
    int[] argb = binding.decode(still, region, scaledWidth, scaledHeight, result);
    WebpStatus status = WebpStatus.of(result[0]);
    if (argb == null || argb.length != scaledWidth * scaledHeight || !status.leavesPixels()) {
      throw new IOException("libwebp finds " + status.meaning());
    }
    int rows = status == WebpStatus.OK ? scaledHeight : writtenRows(argb, scaledWidth);
    boolean alpha = result[3] != 0 || rows < scaledHeight;
    return new WebpPixels(image(argb, scaledWidth, scaledHeight, alpha), rows);
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
   * Goes on only if there may be time to write an image of that size.
   *
   * @throws io.github.imageresize.ImageResizeException with {@code TIMEOUT} if there is not
   */
  void requireTimeToWrite(int width, int height, EncodeRequest request) {
    speedOf(request).requireTime((long) width * height, request.deadline());
  }

  private NativeSpeed speedOf(EncodeRequest request) {
    return request.lossless() ? losslessEncoding : encoding;
  }

  /**
   * Encodes an image, with alpha kept without loss.
   *
   * @param pixels red, green, blue and perhaps alpha of each pixel
   * @param littleMemory whether to take less memory for it, which gives other bytes
   */
  byte[] write(
      byte[] pixels,
      int width,
      int height,
      boolean alpha,
      boolean littleMemory,
      EncodeRequest request)
      throws IOException {
    return THREADS.run(
        request.deadline(),
        () -> {
          requireTimeToWrite(width, height, request);
          long start = System.nanoTime();
          byte @Nullable [] webp =
              binding.encode(
                  pixels,
                  width,
                  height,
                  alpha,
                  littleMemory,
                  request.lossless(),
                  request.lossless() ? LOSSLESS_EFFORT : request.quality());
          speedOf(request).measured((long) width * height, System.nanoTime() - start);
          if (webp == null) {
            throw new IOException(
                "libwebp had no memory for %dx%d pixels".formatted(width, height));
          }
          return webp;
        });
  }
}
