package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeOption;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.animation.ArgbRows;
import io.github.imageresize.internal.animation.PackedPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Writes WebP by libwebp at its default effort; alpha is always kept without loss. */
public final class WebpEncoder implements ImageEncoder {
  private static final int MOST_PIXELS_WITH_TOKENS = 2 << 20;
  private static final int RESULT_COPIES = 2;
  private static final int FIXED_MEMORY = 4 << 20;

  /** Pixels, chains of hashes and references back, for each pixel; histograms beside them. */
  private static final int LOSSLESS_NATIVE_BYTES = 64;

  /** Alpha is written without loss, before there are tokens: more than those take. */
  private static final int ALPHA_NATIVE_BYTES = 42;

  private static final int LOSSLESS_MEMORY = 32 << 20;

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
  public boolean chromaSubsampled(EncodeRequest request) {
    return !request.lossless();
  }

  @Override
  public Set<EncodeOption> options() {
    return Set.of(EncodeOption.LOSSLESS);
  }

  /**
   * The pixels as bytes, the result twice, and what libwebp takes outside the heap: measured with
   * noise at quality 100, of which the tokens of all blocks are most. Large pictures go without
   * them.
   */
  @Override
  public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
    long pixels = (long) width * height;
    int channels = alpha ? 4 : 3;
    if (request.lossless()) {
      return pixels * (channels + RESULT_COPIES * channels + LOSSLESS_NATIVE_BYTES)
          + LOSSLESS_MEMORY;
    }
    int nativeBytes = alpha ? ALPHA_NATIVE_BYTES : littleMemory(width, height) ? 6 : 30;
    return pixels * (channels + RESULT_COPIES * channels / 2 + nativeBytes) + FIXED_MEMORY;
  }

  private static boolean littleMemory(int width, int height) {
    return (long) width * height > MOST_PIXELS_WITH_TOKENS;
  }

  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    if (Math.max(image.width(), image.height()) > format().longestSide()) {
      throw new ImageResizeException(
          Reason.RESULT_TOO_LARGE,
          "WebP sides must be 1..16383, but are " + image.width() + "x" + image.height());
    }
    libwebp.requireTimeToWrite(image.width(), image.height(), request);
    try {
      byte[] webp =
          libwebp.write(
              interleaved(image),
              image.width(),
              image.height(),
              image.alpha(),
              littleMemory(image.width(), image.height()),
              request);
      return WebpMetadata.added(webp, image.width(), image.height(), image.alpha(), request);
    } catch (IOException e) {
      throw new UncheckedIOException("libwebp did not encode", e);
    }
  }

  @Override
  public Optional<AnimationEncoder> animation() {
    return Optional.of(new WebpAnimationEncoder(this));
  }

  /** Red, green, blue and perhaps alpha of each pixel; grey as all three. */
  private static byte[] interleaved(PlanarImage image) {
    int channels = image.alpha() ? 4 : 3;
    byte[] pixels = new byte[channels * image.width() * image.height()];
    if (PackedPlane.isIn(image)) {
      unpack(ArgbRows.of(image), image.width(), channels, pixels);
      return pixels;
    }
    InterleavedRows rows = new InterleavedRows(image);
    if (image.model() == ColorModel.GREY) {
      byte[] row = new byte[rows.rowBytes()];
      for (int y = 0, at = 0; y < image.height(); y++) {
        rows.read(y, row, 0);
        for (int i = 0; i < row.length; i += channels - 2, at += channels) {
          Arrays.fill(pixels, at, at + 3, row[i]);
          if (image.alpha()) {
            pixels[at + 3] = row[i + 1];
          }
        }
      }
      return pixels;
    }
    for (int y = 0; y < image.height(); y++) {
      rows.read(y, pixels, y * rows.rowBytes());
    }
    return pixels;
  }

  private static void unpack(ArgbRows rows, int width, int channels, byte[] pixels) {
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; at < pixels.length; y++) {
      rows.read(y, row);
      for (int x = 0; x < width; x++, at += channels) {
        pixels[at] = (byte) (row[x] >> 16);
        pixels[at + 1] = (byte) (row[x] >> 8);
        pixels[at + 2] = (byte) row[x];
        if (channels == 4) {
          pixels[at + 3] = (byte) (row[x] >> 24);
        }
      }
    }
  }
}
