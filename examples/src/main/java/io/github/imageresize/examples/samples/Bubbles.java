package io.github.imageresize.examples.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Soap bubbles on nothing: soft and hard edges with every degree of transparency. */
final class Bubbles {
  private static final int SIDE = 1200;
  private static final int COUNT = 26;

  private Bubbles() {}

  static BufferedImage draw() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = Quality.best(image);
    Random random = new Random(3);
    for (int i = 0; i < COUNT; i++) {
      double radius = 40 + 190 * Math.pow(random.nextDouble(), 2);
      double x = radius + random.nextDouble() * (SIDE - 2 * radius);
      double y = radius + random.nextDouble() * (SIDE - 2 * radius);
      bubble(graphics, x, y, radius, random.nextFloat());
    }
    graphics.dispose();
    return image;
  }

  private static void bubble(Graphics2D graphics, double x, double y, double radius, float hue) {
    graphics.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) radius,
            new float[] {0, 0.7f, 0.92f, 1},
            new Color[] {
              tint(hue, 0.2f, 10),
              tint(hue, 0.45f, 60),
              tint(hue + 0.15f, 0.7f, 190),
              tint(hue + 0.3f, 0.8f, 235)
            }));
    graphics.fill(circle(x, y, radius));
    graphics.setColor(tint(hue + 0.3f, 0.35f, 255));
    graphics.setStroke(new BasicStroke(3));
    graphics.draw(circle(x, y, radius - 2));
    shine(graphics, x - radius * 0.38, y - radius * 0.42, radius * 0.3);
    shine(graphics, x + radius * 0.42, y + radius * 0.48, radius * 0.14);
  }

  private static void shine(Graphics2D graphics, double x, double y, double radius) {
    AffineTransform before = graphics.getTransform();
    graphics.rotate(-Math.PI / 4, x, y);
    graphics.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) radius,
            new float[] {0, 1},
            new Color[] {new Color(255, 255, 255, 240), new Color(255, 255, 255, 0)}));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius * 0.5, 2 * radius, radius));
    graphics.setTransform(before);
  }

  private static Ellipse2D circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static Color tint(float hue, float saturation, int alpha) {
    int rgb = Color.HSBtoRGB(hue, saturation, 1);
    return new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, alpha);
  }
}
