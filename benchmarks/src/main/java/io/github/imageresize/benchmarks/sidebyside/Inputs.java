package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The originals: mosaics of the photographs of a folder, or of drawn pictures without one. */
final class Inputs {
  private static final int TILE = 1000;
  private static final float QUALITY = 0.9f;

  private final Path folder;
  private final List<BufferedImage> tiles;

  /**
   * Prepares to write originals.
   *
   * @param photographs JPEG files to cut tiles from; may be empty
   * @param folder where originals are written
   */
  Inputs(List<Path> photographs, Path folder) throws IOException {
    this.folder = folder;
    tiles = new ArrayList<>();
    for (Path photograph : photographs) {
      cut(ImageIO.read(photograph.toFile()));
    }
    for (int i = 0; tiles.size() < 6; i++) {
      tiles.add(drawn(TILE, TILE, i));
    }
    Files.createDirectories(folder);
  }

  /** The JPEG files of a folder, in the order of their names. */
  static List<Path> photographs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches("(?i).*\\.jpe?g")).sorted().toList();
    }
  }

  private void cut(BufferedImage photograph) {
    for (int y = 0; y + TILE <= photograph.getHeight(); y += TILE) {
      for (int x = 0; x + TILE <= photograph.getWidth(); x += TILE) {
        tiles.add(photograph.getSubimage(x, y, TILE, TILE));
      }
    }
  }

  /** A picture with the spectrum of a photograph: soft areas, edges of all sizes, fine noise. */
  private static BufferedImage drawn(int width, int height, int seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 3000; i++) {
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      int size = (int) (400 / (1 + i * 0.02)) + 3;
      graphics.setPaint(
          new GradientPaint(x, y, colour(random), x + size, y + size / 2f, colour(random)));
      graphics.fillOval(x - size / 2, y - size / 2, size, size * 2 / 3 + 1);
    }
    graphics.dispose();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = (int) (6 * random.nextGaussian());
        int rgb = image.getRGB(x, y);
        image.setRGB(
            x, y, level(rgb >> 16, noise) << 16 | level(rgb >> 8, noise) << 8 | level(rgb, noise));
      }
    }
    return image;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  private static int level(int value, int noise) {
    return Math.max(0, Math.min(255, (value & 255) + noise));
  }

  /** A mosaic as JPEG 4:2:0. */
  Input jpeg(String name, int width, int height, boolean progressive) throws IOException {
    Path file = folder.resolve(name + ".jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(empty(file).toFile())) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      parameters.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      BufferedImage mosaic = mosaic(width, height, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(mosaic, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return new Input(name, file);
  }

  /** A mosaic as PNG, with an alpha channel that fades out. */
  Input png(String name, int width, int height) throws IOException {
    Path file = folder.resolve(name + ".png");
    BufferedImage image = mosaic(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (image.getRGB(x, y) & 0xFFFFFF) | (255 - 255 * x / width) << 24);
      }
    }
    ImageIO.write(image, "png", empty(file).toFile());
    return new Input(name, file);
  }

  private BufferedImage mosaic(int width, int height, int type) {
    BufferedImage mosaic = new BufferedImage(width, height, type);
    Graphics2D graphics = mosaic.createGraphics();
    int tile = 0;
    for (int y = 0; y < height; y += TILE) {
      for (int x = 0; x < width; x += TILE) {
        graphics.drawImage(tiles.get(tile++ % tiles.size()), x, y, null);
      }
    }
    graphics.dispose();
    return mosaic;
  }

  private static Path empty(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file;
  }
}
