package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** An animated GIF: a still picture, over which something moves. */
final class DrawnAnimation {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 270;
  private static final int FRAMES = 100;
  private static final int SIZE = 90;
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private DrawnAnimation() {}

  /**
   * Writes it.
   *
   * @param background at least 480x270 pixels of it are used
   */
  static void write(BufferedImage background, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < FRAMES; i++) {
        BufferedImage frame = frame(background, i);
        writer.writeToSequence(new IIOImage(frame, null, shown(writer, frame)), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  /** In the colours that all frames share, so that what does not move stays as it is. */
  private static BufferedImage frame(BufferedImage background, int i) {
    BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
    Graphics2D graphics = frame.createGraphics();
    graphics.drawImage(background, 0, 0, null);
    graphics.setColor(Color.ORANGE);
    int x = (int) ((WIDTH - SIZE) * (0.5 + 0.5 * Math.sin(2 * Math.PI * i / FRAMES)));
    int y = (int) ((HEIGHT - SIZE) * (0.5 + 0.5 * Math.cos(4 * Math.PI * i / FRAMES)));
    graphics.fillOval(x, y, SIZE, SIZE);
    graphics.dispose();
    return frame;
  }

  /** For a twentieth of a second. */
  private static IIOMetadata shown(ImageWriter writer, BufferedImage frame) throws IOException {
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), parameters);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", "5");
    root.appendChild(control);
    metadata.mergeTree(FORMAT, root);
    return metadata;
  }
}
