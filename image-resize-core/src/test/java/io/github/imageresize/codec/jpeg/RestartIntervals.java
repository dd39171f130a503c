package io.github.imageresize.codec.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
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
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sample = (int) Math.max(0, Math.min(255, samples[y][x]));
        image.getRaster().setSample(x, y, 0, sample);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      String format = "javax_imageio_jpeg_image_1.0";
      IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
      IIOMetadataNode interval = new IIOMetadataNode("dri");
      interval.setAttribute("interval", String.valueOf((width + 7) / 8));
      root.getElementsByTagName("markerSequence").item(0).appendChild(interval);
      metadata.setFromTree(format, root);
      writer.setOutput(ImageIO.createImageOutputStream(out));
      writer.write(new IIOImage(image, null, metadata));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
