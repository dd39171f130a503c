package io.github.imageresize.examples.samples;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Ranges of hills in the morning, paler the farther they are, with a lake in front. */
final class Landscape {
  private static final int WIDTH = 2400;
  private static final int HEIGHT = 1600;
  private static final int SHORE = 1240;
  private static final int SUN_X = 1640;
  private static final int SUN_Y = 520;
  private static final int RANGES = 6;
  private static final Color FAR = new Color(0xd9a08b);
  private static final Color NEAR = new Color(0x1d3b44);

  private Landscape() {}

  static BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = Quality.best(image);
    sky(graphics);
    sun(graphics);
    Random random = new Random(7);
    for (int range = 0; range < RANGES; range++) {
      hills(graphics, range / (RANGES - 1.0), random);
    }
    trees(graphics, random);
    lake(image, graphics);
    graphics.dispose();
    Quality.addGrain(image, 5, 11);
    return image;
  }

  private static void sky(Graphics2D graphics) {
    graphics.setPaint(
        new LinearGradientPaint(
            0,
            0,
            0,
            SHORE,
            new float[] {0, 0.35f, 0.6f, 1},
            new Color[] {
              new Color(0x3a5f8f), new Color(0x9db4c8), new Color(0xf6cf9d), new Color(0xf2a07b)
            }));
    graphics.fillRect(0, 0, WIDTH, SHORE);
  }

  private static void sun(Graphics2D graphics) {
    glow(graphics, 900, new Color(255, 236, 190, 150));
    glow(graphics, 320, new Color(255, 244, 214, 220));
    graphics.setColor(new Color(0xfffaeb));
    graphics.fill(new Ellipse2D.Double(SUN_X - 78, SUN_Y - 78, 156, 156));
  }

  private static void glow(Graphics2D graphics, int radius, Color colour) {
    Color clear = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
    graphics.setPaint(
        new RadialGradientPaint(
            SUN_X, SUN_Y, radius, new float[] {0, 1}, new Color[] {colour, clear}));
    graphics.fillRect(SUN_X - radius, SUN_Y - radius, 2 * radius, 2 * radius);
  }

  private static void hills(Graphics2D graphics, double nearness, Random random) {
    double base = 700 + 430 * nearness;
    double relief = 170 - 70 * nearness;
    Path2D outline = new Path2D.Double();
    outline.moveTo(0, SHORE);
    double[] phase = random.doubles(5, 0, 2 * Math.PI).toArray();
    for (int x = 0; x <= WIDTH; x += 4) {
      double height = 0;
      double amplitude = relief;
      double frequency = 2 * Math.PI / 1500;
      for (double shift : phase) {
        height += amplitude * Math.sin(frequency * x + shift);
        amplitude *= 0.45;
        frequency *= 2.15;
      }
      outline.lineTo(x, base - height);
    }
    outline.lineTo(WIDTH, SHORE);
    outline.closePath();
    Color colour = between(FAR, NEAR, nearness);
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) (base - relief),
            colour,
            0,
            (float) (base + 320),
            between(colour, FAR, 0.45)));
    graphics.fill(outline);
  }

  private static void trees(Graphics2D graphics, Random random) {
    graphics.setColor(new Color(0x0e2228));
    for (int i = 0; i < 260; i++) {
      double x = random.nextDouble() * WIDTH;
      double edge = Math.abs(x / WIDTH - 0.5) * 2;
      double height = 40 + 150 * edge * edge * (0.5 + random.nextDouble());
      Path2D tree = new Path2D.Double();
      tree.moveTo(x, SHORE - height);
      for (int tier = 1; tier <= 5; tier++) {
        double y = SHORE - height + height * tier / 5;
        tree.lineTo(x + height * 0.05 * tier, y);
        tree.lineTo(x + height * 0.03 * tier, y);
      }
      for (int tier = 5; tier >= 1; tier--) {
        double y = SHORE - height + height * tier / 5;
        tree.lineTo(x - height * 0.03 * tier, y);
        tree.lineTo(x - height * 0.05 * tier, y);
      }
      tree.closePath();
      graphics.fill(tree);
    }
  }

  /** The land upside down, rippled more the nearer the water is, and darker. */
  private static void lake(BufferedImage image, Graphics2D graphics) {
    int[] row = new int[WIDTH];
    int[] rippled = new int[WIDTH];
    for (int y = SHORE; y < HEIGHT; y++) {
      double depth = (y - SHORE) / (double) (HEIGHT - SHORE);
      int mirrored = SHORE - 1 - (int) ((y - SHORE) * 1.9);
      double swell = Math.sin(260 / (depth + 0.08)) * (2 + 10 * depth);
      image.getRGB(0, Math.max(0, mirrored + (int) swell), WIDTH, 1, row, 0, WIDTH);
      for (int x = 0; x < WIDTH; x++) {
        double shift = Math.sin(x * 0.012 + 300 / (depth + 0.1)) * (1 + 9 * depth);
        rippled[x] = row[Math.max(0, Math.min(WIDTH - 1, x + (int) shift))];
      }
      image.setRGB(0, y, WIDTH, 1, rippled, 0, WIDTH);
    }
    graphics.setPaint(
        new GradientPaint(
            0, SHORE, new Color(20, 50, 66, 40), 0, HEIGHT, new Color(10, 28, 44, 190)));
    graphics.fillRect(0, SHORE, WIDTH, HEIGHT - SHORE);
  }

  private static Color between(Color one, Color other, double share) {
    return new Color(
        (int) (one.getRed() + (other.getRed() - one.getRed()) * share),
        (int) (one.getGreen() + (other.getGreen() - one.getGreen()) * share),
        (int) (one.getBlue() + (other.getBlue() - one.getBlue()) * share));
  }
}
