package io.github.imageresize.examples.samples;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/** How the samples are drawn. */
final class Quality {
  private Quality() {}

  /** Smooth edges, exact strokes. */
  static Graphics2D best(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    return graphics;
  }

  /** Adds the grain of a sensor: without noise a picture compresses as no photograph does. */
  static void addGrain(BufferedImage image, int strength, long seed) {
    Random random = new Random(seed);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        int grain = random.nextInt(2 * strength + 1) - strength;
        row[x] =
            shifted(row[x] >> 16, grain) << 16
                | shifted(row[x] >> 8, grain) << 8
                | shifted(row[x], grain);
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }

  private static int shifted(int sample, int by) {
    return Math.max(0, Math.min(255, (sample & 0xff) + by));
  }
}
