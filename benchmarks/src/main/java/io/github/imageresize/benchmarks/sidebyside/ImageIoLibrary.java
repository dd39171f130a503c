package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** ImageIO and Java2D: bilinear, in steps of a half, which is what avoids aliasing there. */
final class ImageIoLibrary implements Library {
  ImageIoLibrary() {
    JdkImageIo.keepOwnPlugInsAlone();
  }

  @Override
  public String description() {
    return "ImageIO with the JDK's own plug-ins";
  }

  @Override
  public Set<String> reads() {
    return JdkImageIo.READ;
  }

  @Override
  public Set<String> writes() {
    return JdkImageIo.WRITTEN;
  }

  @Override
  public byte[] resize(byte[] original, Task task, int width, String format) throws IOException {
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(original));
    Rectangle part = task.part(whole.getWidth(), whole.getHeight());
    BufferedImage image = whole.getSubimage(part.x, part.y, part.width, part.height);
    int height = Task.height(part, width);
    while (image.getWidth() >= 2 * width) {
      image = scaled(image, image.getWidth() / 2, image.getHeight() / 2);
    }
    return write(scaled(image, width, height), format);
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    int type =
        image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage scaled = new BufferedImage(width, height, type);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  private static byte[] write(BufferedImage image, String format) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(0.8f);
      }
      try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
        writer.setOutput(stream);
        writer.write(null, new IIOImage(image, null, null), parameters);
      }
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
