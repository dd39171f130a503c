package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A picture that is as hard to store as a photograph: soft areas in muted colours, edges of all
 * sizes, fine noise.
 */
public final class DrawnPicture {
  private static final int SHAPES = 90;
  private static final int DARKEST = 60;
  private static final int BRIGHTEST = 190;
  private static final int TINT = 12;

  private DrawnPicture() {}

  /**
   * Draws a picture; the same seed gives the same.
   *
   * @param width in pixels
   * @param height in pixels
   * @param seed of everything that is random
   * @return a picture without transparency
   */
  public static BufferedImage draw(int width, int height, int seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < SHAPES; i++) {
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      int size = (int) (500 / (1 + i * 0.1)) + 8;
      graphics.setPaint(
          new GradientPaint(x, y, colour(random), x + size, y + size / 2f, colour(random)));
      graphics.fillOval(x - size / 2, y - size / 2, size, size * 2 / 3 + 1);
    }
    graphics.dispose();
    addNoise(image, random);
    return image;
  }

  /** Of any brightness, and never far from grey, as most of what is photographed. */
  private static Color colour(Random random) {
    int grey = DARKEST + random.nextInt(BRIGHTEST - DARKEST);
    return new Color(tinted(grey, random), tinted(grey, random), tinted(grey, random));
  }

  private static int tinted(int grey, Random random) {
    return grey - TINT + random.nextInt(2 * TINT + 1);
  }

  private static void addNoise(BufferedImage image, Random random) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int noise = (int) (3 * random.nextGaussian());
        int rgb = image.getRGB(x, y);
        image.setRGB(
            x, y, level(rgb >> 16, noise) << 16 | level(rgb >> 8, noise) << 8 | level(rgb, noise));
      }
    }
  }

  private static int level(int value, int noise) {
    return Math.max(0, Math.min(255, (value & 255) + noise));
  }
}
