package io.github.imageresize.springboot;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures that the tests draw. */
final class Originals {
  private Originals() {}

  static byte[] beach() throws IOException {
    BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.CYAN, 800, 600, Color.ORANGE));
    graphics.fillRect(0, 0, 800, 600);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  static Path writeTo(Path folder) throws IOException {
    Files.write(folder.resolve("beach.jpg"), beach());
    return folder;
  }

  /** Width and height of an encoded picture, such as {@code 320x240}. */
  static String size(byte[] encoded) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
    return image.getWidth() + "x" + image.getHeight();
  }
}
