package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Frame.Disposal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Node;

/** Animated GIFs, read by the JDK and written by the plainest of means. */
public final class GifAnimations {
  private GifAnimations() {}

  /** The frames of a file as the JDK reads them. */
  public static StoredAnimation read(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    IIOMetadataNode screen =
        node(
            reader.getStreamMetadata().getAsTree("javax_imageio_gif_stream_1.0"),
            "LogicalScreenDescriptor");
    int loops = 1;
    List<StoredFrame> frames = new ArrayList<>();
    for (int i = 0; i < reader.getNumImages(true); i++) {
      Node tree = reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
      IIOMetadataNode place = node(tree, "ImageDescriptor");
      IIOMetadataNode control = node(tree, "GraphicControlExtension");
      IIOMetadataNode application = node(tree, "ApplicationExtension");
      if (application != null) {
        byte[] data = (byte[]) application.getUserObject();
        int count = (data[1] & 0xFF) | (data[2] & 0xFF) << 8;
        loops = count == 0 ? 0 : count + 1;
      }
      BufferedImage image = reader.read(i);
      int[] argb =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      frames.add(
          new StoredFrame(
              argb,
              number(place, "imageLeftPosition"),
              number(place, "imageTopPosition"),
              image.getWidth(),
              image.getHeight(),
              control == null ? 0 : 10 * number(control, "delayTime"),
              control == null ? Disposal.KEEP : disposal(control.getAttribute("disposalMethod")),
              true));
    }
    reader.dispose();
    return new StoredAnimation(
        number(screen, "logicalScreenWidth"), number(screen, "logicalScreenHeight"), loops, frames);
  }

  private static Disposal disposal(String name) {
    return switch (name) {
      case "restoreToBackgroundColor" -> Disposal.CLEAR;
      case "restoreToPrevious" -> Disposal.RESTORE;
      default -> Disposal.KEEP;
    };
  }

  private static IIOMetadataNode node(Node tree, String name) {
    IIOMetadataNode found =
        (IIOMetadataNode) ((IIOMetadataNode) tree).getElementsByTagName(name).item(0);
    return found;
  }

  private static int number(IIOMetadataNode node, String attribute) {
    return Integer.parseInt(node.getAttribute(attribute));
  }

  /** A file of these frames, each with a palette of its own, its pixels not compressed. */
  public static byte[] write(StoredAnimation animation) {
    ByteArrayOutputStream out = head(animation);
    animation.frames().forEach(frame -> writeFrame(out, frame));
    out.write(0x3B);
    return out.toByteArray();
  }

  /** What stands before the first frame. */
  public static ByteArrayOutputStream head(StoredAnimation animation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, 'G', 'I', 'F', '8', '9', 'a');
    writeShort(out, animation.width());
    writeShort(out, animation.height());
    write(out, 0, 0, 0);
    if (animation.loops() != 1) {
      write(out, 0x21, 0xFF, 11, 'N', 'E', 'T', 'S', 'C', 'A', 'P', 'E', '2', '.', '0', 3, 1);
      writeShort(out, animation.loops() == 0 ? 0 : animation.loops() - 1);
      write(out, 0);
    }
    return out;
  }

  /** A frame of at most 127 colours, beside a transparent one. */
  public static void writeFrame(ByteArrayOutputStream out, StoredFrame frame) {
    int method =
        switch (frame.disposal()) {
          case KEEP -> 1;
          case CLEAR -> 2;
          case RESTORE -> 3;
        };
    write(out, 0x21, 0xF9, 4, method << 2 | 1);
    writeShort(out, frame.millis() / 10);
    write(out, 127, 0, 0x2C);
    writeShort(out, frame.x());
    writeShort(out, frame.y());
    writeShort(out, frame.width());
    writeShort(out, frame.height());
    write(out, 0x86);
    Map<Integer, Integer> colors = new LinkedHashMap<>();
    byte[] indices = new byte[frame.argb().length];
    for (int i = 0; i < indices.length; i++) {
      int pixel = frame.argb()[i];
      if (pixel >>> 24 == 0) {
        indices[i] = 127;
      } else {
        colors.putIfAbsent(pixel & 0xFFFFFF, colors.size());
        indices[i] = (byte) (int) colors.get(pixel & 0xFFFFFF);
      }
    }
    List<Integer> table = new ArrayList<>(colors.keySet());
    for (int i = 0; i < 128; i++) {
      int color = i < table.size() ? table.get(i) : 0;
      write(out, color >> 16, color >> 8, color);
    }
    write(out, 7);
    writeIndices(out, indices);
  }

  /** Codes of eight bits, with a clear code so often that they never grow longer. */
  private static void writeIndices(ByteArrayOutputStream out, byte[] indices) {
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    for (int i = 0; i < indices.length; i++) {
      if (i % 100 == 0) {
        codes.write(128);
      }
      codes.write(indices[i]);
    }
    codes.write(129);
    byte[] all = codes.toByteArray();
    for (int from = 0; from < all.length; from += 255) {
      int length = Math.min(255, all.length - from);
      out.write(length);
      out.write(all, from, length);
    }
    out.write(0);
  }

  private static void write(ByteArrayOutputStream out, int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
  }

  private static void writeShort(ByteArrayOutputStream out, int value) {
    write(out, value, value >> 8);
  }
}
