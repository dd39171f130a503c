package io.github.imageresize.internal.codec.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** Files with restart markers, which the JDK's encoder writes. */
final class RestartIntervals {
  private RestartIntervals() {}

  /** The grey picture of a JPEG, written anew with a restart marker after each row of blocks. */
  static byte[] insert(byte[] jpeg) {
    double[][] samples = Drawings.decode(jpeg)[0];
    int height = samples.length;
    int width = samples[0].length;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    fill(image, samples);
    return write(image, (width + 7) / 8, false);
  }

  /** A drawn picture at 4:2:0 with a restart marker after each row of MCUs. */
  static byte[] drawn420(int width, int height, boolean progressive) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(
        image,
        Drawings.plane(width, height, 1),
        Drawings.plane(width, height, 2),
        Drawings.plane(width, height, 3));
    return write(image, (width + 15) / 16, progressive);
  }

  private static void fill(BufferedImage image, double[][]... bands) {
    for (int band = 0; band < bands.length; band++) {
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int sample = (int) Math.max(0, Math.min(255, bands[band][y][x]));
          image.getRaster().setSample(x, y, band, sample);
        }
      }
    }
  }

  private static byte[] write(BufferedImage image, int mcus, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      String format = "javax_imageio_jpeg_image_1.0";
      IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
      IIOMetadataNode interval = new IIOMetadataNode("dri");
      interval.setAttribute("interval", String.valueOf(mcus));
      root.getElementsByTagName("markerSequence").item(0).appendChild(interval);
      metadata.setFromTree(format, root);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (progressive) {
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(ImageIO.createImageOutputStream(out));
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
