package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  private static final String SHARPS_PHOTOGRAPH = "2569067123_aca715a2ee_o.jpg";

  private final Path folder;
  private final List<BufferedImage> tiles;
  private final Optional<Path> photograph;

  /**
   * Prepares to write originals.
   *
   * @param photographs a folder of JPEG files to cut tiles from
   * @param folder where originals are written
   * @throws IOException if the photographs cannot be read, or none is large enough for a tile
   */
  Inputs(Optional<Path> photographs, Path folder) throws IOException {
    this.folder = folder;
    tiles = new ArrayList<>();
    if (photographs.isPresent()) {
      List<Path> files = jpegFiles(photographs.get());
      for (Path file : files) {
        cut(ImageIO.read(file.toFile()));
      }
      if (tiles.isEmpty()) {
        throw new IOException(
            "%s must have a JPEG file of at least %dx%d pixels, but has %d smaller ones"
                .formatted(photographs.get(), TILE, TILE, files.size()));
      }
      photograph = Optional.of(benchmarkPhotograph(files));
    } else {
      for (int seed = 0; seed < 6; seed++) {
        tiles.add(DrawnPicture.draw(TILE, TILE, seed));
      }
      photograph = Optional.empty();
    }
    Files.createDirectories(folder);
  }

  private static List<Path> jpegFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches("(?i).*\\.jpe?g")).sorted().toList();
    }
  }

  /** The one of sharp's own benchmarks, or else the largest file. */
  private static Path benchmarkPhotograph(List<Path> files) {
    return files.stream()
        .max(
            Comparator.<Path, Boolean>comparing(file -> file.endsWith(SHARPS_PHOTOGRAPH))
                .thenComparing(file -> file.toFile().length()))
        .orElseThrow();
  }

  /** Where the pictures come from. */
  String description() {
    return photograph
        .map(file -> file.getFileName() + " and mosaics of %d photographed tiles")
        .orElse("mosaics of %d drawn tiles")
        .formatted(tiles.size());
  }

  /**
   * Makes an original.
   *
   * @param name as rows have it
   */
  Input make(String name) throws IOException {
    return switch (name) {
      case "photo" ->
          photograph.isPresent()
              ? new Input(name, photograph.get())
              : jpeg(name, 2725, 2225, false);
      case "12mp-baseline" -> jpeg(name, 4000, 3000, false);
      case "12mp-progressive" -> jpeg(name, 4000, 3000, true);
      case "24mp-baseline" -> jpeg(name, 6000, 4000, false);
      case "24mp-progressive" -> jpeg(name, 6000, 4000, true);
      case "png-opaque" -> png(name, mosaic(2048, 1536, BufferedImage.TYPE_INT_RGB));
      case "png-alpha" -> png(name, fading(mosaic(2048, 1536, BufferedImage.TYPE_INT_ARGB)));
      case "webp" -> webp(name, 2048, 1536);
      default -> throw new IllegalArgumentException("There is no original named " + name);
    };
  }

  private void cut(BufferedImage photograph) {
    for (int y = 0; y + TILE <= photograph.getHeight(); y += TILE) {
      for (int x = 0; x + TILE <= photograph.getWidth(); x += TILE) {
        tiles.add(photograph.getSubimage(x, y, TILE, TILE));
      }
    }
  }

  /** A mosaic as JPEG 4:2:0. */
  private Input jpeg(String name, int width, int height, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(QUALITY);
    parameters.setProgressiveMode(
        progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    BufferedImage mosaic = mosaic(width, height, BufferedImage.TYPE_INT_RGB);
    return new Input(name, write(mosaic, name + ".jpg", writer, parameters));
  }

  /** A mosaic as lossy WebP. */
  private Input webp(String name, int width, int height) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("webp").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionType("Lossy");
    parameters.setCompressionQuality(QUALITY);
    BufferedImage mosaic = mosaic(width, height, BufferedImage.TYPE_INT_RGB);
    return new Input(name, write(mosaic, name + ".webp", writer, parameters));
  }

  private Input png(String name, BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    return new Input(name, write(image, name + ".png", writer, writer.getDefaultWriteParam()));
  }

  private Path write(
      BufferedImage image, String fileName, ImageWriter writer, ImageWriteParam parameters)
      throws IOException {
    Path file = folder.resolve(fileName);
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return file;
  }

  /** Makes a picture ever more transparent to the right. */
  private static BufferedImage fading(BufferedImage image) {
    int width = image.getWidth();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (image.getRGB(x, y) & 0xFFFFFF) | (255 - 255 * x / width) << 24);
      }
    }
    return image;
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
}
