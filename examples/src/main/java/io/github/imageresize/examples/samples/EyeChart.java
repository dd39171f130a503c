package io.github.imageresize.examples.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Text from large to tiny and a star of thin rays: shows how sharp a reduction is. */
final class EyeChart {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 1600;
  private static final Color PAPER = new Color(0xfbf7ef);
  private static final Color INK = new Color(0x1c2430);
  private static final Color ACCENT = new Color(0xd1495b);
  private static final String[] LINES = {
    "ANY SIZE",
    "ONE ORIGINAL",
    "SHARP AT EVERY WIDTH",
    "THE QUICK BROWN FOX JUMPS",
    "OVER THE LAZY DOG 0123456789",
    "PACK MY BOX WITH FIVE DOZEN LIQUOR JUGS",
  };

  private EyeChart() {}

  static BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = Quality.best(image);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(INK);
    double y = 110;
    for (String line : LINES) {
      double height = 1000 / StrokeFont.width(line, 1);
      StrokeFont.draw(graphics, line, 100, y, height);
      y += height * 1.28 + 26;
    }
    rays(graphics, WIDTH / 2.0, 1170, 330);
    graphics.setColor(ACCENT);
    graphics.setStroke(new BasicStroke(10));
    graphics.drawRect(40, 40, WIDTH - 80, HEIGHT - 80);
    graphics.dispose();
    return image;
  }

  private static void rays(Graphics2D graphics, double centreX, double centreY, double radius) {
    int rays = 72;
    for (int i = 0; i < rays; i++) {
      double from = 2 * Math.PI * i / rays;
      double to = from + Math.PI / rays;
      Path2D ray = new Path2D.Double();
      ray.moveTo(centreX, centreY);
      ray.lineTo(centreX + radius * Math.cos(from), centreY + radius * Math.sin(from));
      ray.lineTo(centreX + radius * Math.cos(to), centreY + radius * Math.sin(to));
      ray.closePath();
      graphics.setColor(i % 9 == 0 ? ACCENT : INK);
      graphics.fill(ray);
    }
  }
}
