package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
      case "png-palette" -> png(name, mosaic(2048, 1536, BufferedImage.TYPE_BYTE_INDEXED));
      case "png-grey" -> png(name, mosaic(2048, 1536, BufferedImage.TYPE_BYTE_GRAY));
      case "png-16bit" -> png(name, deep(mosaic(2048, 1536, BufferedImage.TYPE_INT_RGB)));
      case "png-interlaced" -> interlacedPng(name, 2048, 1536);
      case "small" -> jpeg(name, 800, 600, false);
      case "webp" -> webp(name, 2048, 1536);
      case "tiff" -> tiff(name, 2048, 1536);
      case "gif" -> gif(name, 2048, 1536);
      case Input.ANIMATION -> animation(name);
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

  private Input interlacedPng(String name, int width, int height) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    BufferedImage mosaic = mosaic(width, height, BufferedImage.TYPE_INT_RGB);
    return new Input(name, write(mosaic, name + ".png", writer, parameters));
  }

  /** As cameras' and scanners' programs write it. */
  private Input tiff(String name, int width, int height) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionType("LZW");
    BufferedImage mosaic = mosaic(width, height, BufferedImage.TYPE_3BYTE_BGR);
    return new Input(name, write(mosaic, name + ".tiff", writer, parameters));
  }

  private Input gif(String name, int width, int height) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    BufferedImage mosaic = mosaic(width, height, BufferedImage.TYPE_BYTE_INDEXED);
    return new Input(name, write(mosaic, name + ".gif", writer, writer.getDefaultWriteParam()));
  }

  private Input animation(String name) throws IOException {
    Path file = folder.resolve(name + ".gif");
    Files.deleteIfExists(file);
    DrawnAnimation.write(tiles.get(0), file);
    return new Input(name, file);
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

  /** With 16 bits a sample, of which the lower ones are noise. */
  private static BufferedImage deep(BufferedImage image) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster =
        model.createCompatibleWritableRaster(image.getWidth(), image.getHeight());
    Random random = new Random(1);
    int[] row = new int[3 * image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRaster().getPixels(0, y, image.getWidth(), 1, row);
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] << 8 | random.nextInt(256);
      }
      raster.setPixels(0, y, image.getWidth(), 1, row);
    }
    return new BufferedImage(model, raster, false, null);
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
