package io.github.imageresize.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** A folder with one good picture and files that no picture can be made of. */
public final class BadFiles {
  private BadFiles() {}

  /** Fills a folder. */
  public static void write(Path folder) throws IOException {
    BufferedImage picture = picture(400, 300);
    byte[] png = encoded(picture, "png");
    byte[] jpeg = encoded(picture, "jpg");
    Files.write(folder.resolve("good.png"), png);
    Files.createDirectory(folder.resolve("folder.jpg"));
    Files.createFile(folder.resolve("empty.jpg"));
    Files.writeString(folder.resolve("text.jpg"), "This is not an image.\n".repeat(50));
    Files.writeString(
        folder.resolve("drawing.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9\"/></svg>");
    Files.write(folder.resolve("header-only.jpg"), Arrays.copyOf(jpeg, 60));
    Files.write(folder.resolve("half.png"), Arrays.copyOf(png, png.length / 2));
    Files.write(folder.resolve("half.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
    Files.write(folder.resolve("header-only.png"), Arrays.copyOf(png, 33));
    Files.write(folder.resolve("gigantic.png"), pngClaiming(100_000, 100_000));
    Files.write(folder.resolve("lying.png"), pngClaiming(5_000, 5_000));
  }

  /** A picture with noise, so that its data are long enough to be cut. */
  public static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.dispose();
    return image;
  }

  /** Encodes a picture by the JDK's own writer. */
  public static byte[] encoded(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] pngClaiming(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 6, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9c, 0x63, 0, 0, 0, 1, 0, 1});
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) check.getValue());
  }
}
