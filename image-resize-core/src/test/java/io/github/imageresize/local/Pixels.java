package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The samples of an encoded image as red, green, blue and straight alpha, 0..255. */
record Pixels(int width, int height, int[][] rgba) {

  /** Decodes with the JDK, but reads the samples as stored: its grey is not linear light. */
  static Pixels decode(byte[] encoded) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
      assertThat(image).as("an image that the JDK reads").isNotNull();
      return of(image);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static Pixels of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[][] rgba = new int[width * height][];
    int bands = image.getRaster().getNumBands();
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    int depth = image.getColorModel().getComponentSize(0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgba[y * width + x] =
            indexed
                ? split(image.getRGB(x, y))
                : spread(image.getRaster().getPixel(x, y, new int[bands]), depth);
      }
    }
    return new Pixels(width, height, rgba);
  }

  int[] at(int x, int y) {
    return rgba[y * width + x];
  }

  /** Of colours times alpha, and of alpha; 99 for equal images. */
  double psnr(Pixels other) {
    double sum = 0;
    for (int i = 0; i < rgba.length; i++) {
      for (int channel = 0; channel < 4; channel++) {
        double difference = visible(rgba[i], channel) - visible(other.rgba[i], channel);
        sum += difference * difference;
      }
    }
    return sum == 0 ? 99 : 10 * Math.log10(255 * 255 / (sum / rgba.length / 4));
  }

  private static double visible(int[] pixel, int channel) {
    return channel == 3 ? pixel[3] : pixel[channel] * pixel[3] / 255.0;
  }

  private static int[] split(int argb) {
    return new int[] {argb >> 16 & 255, argb >> 8 & 255, argb & 255, argb >>> 24};
  }

  private static int[] spread(int[] samples, int depth) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = depth == 8 ? samples[i] : samples[i] * 255 / ((1 << depth) - 1);
    }
    return switch (samples.length) {
      case 1 -> new int[] {samples[0], samples[0], samples[0], 255};
      case 2 -> new int[] {samples[0], samples[0], samples[0], samples[1]};
      case 3 -> new int[] {samples[0], samples[1], samples[2], 255};
      default -> samples;
    };
  }
}
