package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * The picture that a result is measured against: decoded at full size by the JDK, or by libwebp,
 * and resized by Lanczos with three lobes, separably and in floats, without any short cut.
 * Premultiplied by alpha.
 */
final class FloatReference {
  private static final int CHANNELS = 4;

  private final int width;
  private final int height;
  private final float[] samples;

  private FloatReference(int width, int height, float[] samples) {
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  static FloatReference of(byte[] original, Task task, int width) throws IOException {
    BufferedImage whole = FullSizeDecoder.decode(original);
    Rectangle part = task.part(whole.getWidth(), whole.getHeight());
    BufferedImage image = whole.getSubimage(part.x, part.y, part.width, part.height);
    int height = Task.height(part, width);
    float[] narrowed = new float[width * image.getHeight() * CHANNELS];
    double scale = (double) image.getWidth() / width;
    for (int y = 0; y < image.getHeight(); y++) {
      float[] row = samples(image, y, 1);
      for (int x = 0; x < width; x++) {
        sum(row, image.getWidth(), x, scale, 0, CHANNELS, narrowed, (y * width + x) * CHANNELS);
      }
    }
    float[] samples = new float[width * height * CHANNELS];
    scale = (double) image.getHeight() / height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * CHANNELS;
        sum(narrowed, image.getHeight(), y, scale, x * CHANNELS, width * CHANNELS, samples, at);
      }
    }
    return new FloatReference(width, height, samples);
  }

  private static float[] samples(BufferedImage image, int top, int rows) {
    int[] pixels = pixels(image, top, rows);
    float[] samples = new float[pixels.length * CHANNELS];
    for (int i = 0; i < pixels.length; i++) {
      float alpha = (pixels[i] >>> 24) / 255f;
      samples[i * CHANNELS] = (pixels[i] >> 16 & 255) * alpha;
      samples[i * CHANNELS + 1] = (pixels[i] >> 8 & 255) * alpha;
      samples[i * CHANNELS + 2] = (pixels[i] & 255) * alpha;
      samples[i * CHANNELS + 3] = alpha * 255;
    }
    return samples;
  }

  /** Greys as they are stored: Java2D takes them for linear light. */
  private static int[] pixels(BufferedImage image, int top, int rows) {
    int width = image.getWidth();
    if (image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
      return image.getRGB(0, top, width, rows, null, 0, width);
    }
    int[] pixels = image.getRaster().getSamples(0, top, width, rows, 0, (int[]) null);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 0xFF000000 | pixels[i] * 0x010101;
    }
    return pixels;
  }

  private static void sum(
      float[] in, int length, int i, double scale, int first, int step, float[] out, int at) {
    double stretch = Math.max(1, scale);
    double centre = (i + 0.5) * scale - 0.5;
    double total = 0;
    double[] sums = new double[CHANNELS];
    for (int k = (int) Math.ceil(centre - 3 * stretch); k <= centre + 3 * stretch; k++) {
      double weight = lanczos3((k - centre) / stretch);
      int from = first + Math.max(0, Math.min(k, length - 1)) * step;
      for (int channel = 0; channel < CHANNELS; channel++) {
        sums[channel] += weight * in[from + channel];
      }
      total += weight;
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      out[at + channel] = (float) Math.max(0, Math.min(255, sums[channel] / total));
    }
  }

  private static double lanczos3(double x) {
    if (Math.abs(x) < 1e-9) {
      return 1;
    }
    double pi = Math.PI * x;
    return Math.abs(x) >= 3 ? 0 : 3 * Math.sin(pi) * Math.sin(pi / 3) / (pi * pi);
  }

  /**
   * The peak signal-to-noise ratio of an encoded image against this one.
   *
   * @return decibels
   * @throws IOException if it cannot be read or has another size
   */
  double psnr(byte[] encoded) throws IOException {
    BufferedImage image = FullSizeDecoder.decode(encoded);
    if (image.getWidth() != width || image.getHeight() != height) {
      throw new IOException(
          "must have %dx%d pixels, but has %dx%d"
              .formatted(width, height, image.getWidth(), image.getHeight()));
    }
    float[] actual = samples(image, 0, height);
    double error = 0;
    for (int i = 0; i < actual.length; i++) {
      error += (actual[i] - samples[i]) * (double) (actual[i] - samples[i]);
    }
    return 10 * Math.log10(255 * 255 / Math.max(error / actual.length, 1e-5));
  }
}
