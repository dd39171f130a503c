package io.github.imageresize.examples.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** An upright picture with its subject, the moon, off the centre: for cutting by position. */
final class NightCity {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 2100;
  private static final int ROWS = 4;

  private NightCity() {}

  static BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = Quality.best(image);
    graphics.setPaint(
        new LinearGradientPaint(
            0,
            0,
            0,
            HEIGHT,
            new float[] {0, 0.5f, 0.8f, 1},
            new Color[] {
              new Color(0x0b1026), new Color(0x2a2a5c), new Color(0x8f4a72), new Color(0xe08a5f)
            }));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    Random random = new Random(42);
    stars(graphics, random);
    moon(graphics);
    for (int row = 0; row < ROWS; row++) {
      houses(graphics, row, random);
    }
    graphics.dispose();
    Quality.addGrain(image, 6, 5);
    return image;
  }

  private static void stars(Graphics2D graphics, Random random) {
    for (int i = 0; i < 420; i++) {
      double size = 1 + random.nextDouble() * 3;
      graphics.setColor(new Color(255, 250, 235, 60 + random.nextInt(180)));
      graphics.fill(
          new Ellipse2D.Double(
              random.nextDouble() * WIDTH, random.nextDouble() * HEIGHT * 0.55, size, size));
    }
  }

  private static void moon(Graphics2D graphics) {
    graphics.setPaint(
        new RadialGradientPaint(
            980,
            420,
            520,
            new float[] {0, 1},
            new Color[] {new Color(255, 244, 214, 120), new Color(255, 244, 214, 0)}));
    graphics.fillRect(0, 0, WIDTH, HEIGHT / 2);
    graphics.setColor(new Color(0xfff6dc));
    graphics.fill(new Ellipse2D.Double(850, 290, 260, 260));
    graphics.setColor(new Color(226, 212, 180, 140));
    graphics.fill(new Ellipse2D.Double(910, 350, 60, 54));
    graphics.fill(new Ellipse2D.Double(1000, 430, 44, 40));
    graphics.fill(new Ellipse2D.Double(940, 460, 30, 28));
  }

  private static void houses(Graphics2D graphics, int row, Random random) {
    int shade = 52 - row * 12;
    int left = -20 - random.nextInt(40);
    while (left < WIDTH) {
      int width = 90 + random.nextInt(110);
      int height = 1000 - row * 190 + random.nextInt(320 - row * 30);
      int top = HEIGHT - height;
      graphics.setColor(new Color(shade, shade, shade + 26));
      graphics.fillRect(left, top, width, height);
      windows(graphics, left, top, width, row, random);
      left += width + random.nextInt(16);
    }
  }

  private static void windows(
      Graphics2D graphics, int left, int top, int width, int row, Random random) {
    int pane = 7 + row * 2;
    for (int y = top + 18; y < HEIGHT; y += pane * 2 + 6) {
      for (int x = left + 12; x + pane < left + width - 8; x += pane + 9) {
        if (random.nextInt(100) < 42) {
          int warmth = random.nextInt(90);
          graphics.setColor(new Color(255, 190 + warmth / 2, 90 + warmth, 90 + row * 45));
          graphics.fillRect(x, y, pane, pane + 5);
        }
      }
    }
  }
}
