package io.github.imageresize.local;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Draws the originals that tests need. */
final class Drawing {
  private static final int AFTER_PNG_HEADER = 33;

  private Drawing() {}

  /** A picture of soft blobs that differs from each of its turned and mirrored forms. */
  static BufferedImage blobs(int width, int height, int imageType) {
    BufferedImage image = new BufferedImage(width, height, imageType);
    Random random = new Random(7);
    double[] phase = random.doubles(8, 0, 3).toArray();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = 5.0 * x / width;
        double v = 3.0 * y / height;
        int red = level(Math.sin(u + phase[0]) + Math.cos(v * 2 + phase[1]) + u / 5);
        int green = level(Math.sin(u * v / 3 + phase[2]) + Math.cos(v + phase[3]) - v / 3);
        int blue = level(Math.sin(u - v + phase[4]));
        int alpha = level(Math.cos(u * 0.7 + v + phase[5]) * 3);
        image.setRGB(x, y, alpha << 24 | red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  static byte[] png(BufferedImage image) {
    return encode(image, "png");
  }

  static byte[] jpeg(BufferedImage image) {
    return encode(image, "jpeg");
  }

  static byte[] bmp(BufferedImage image) {
    return encode(image, "bmp");
  }

  static byte[] tiff(BufferedImage image) {
    return encode(image, "tiff");
  }

  /** Any picture that the JDK reads, as red, green and blue. */
  static BufferedImage read(byte[] encoded) {
    try {
      BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(encoded));
      BufferedImage image =
          new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
      image.createGraphics().drawImage(decoded, 0, 0, null);
      return image;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The PNG with an eXIf chunk that holds an orientation. */
  static byte[] withOrientation(byte[] png, int orientation) {
    return withChunk(png, "eXIf", exif(orientation));
  }

  /** The PNG with an iCCP chunk. */
  static byte[] withProfile(byte[] png, byte[] profile) {
    Deflater deflater = new Deflater();
    deflater.setInput(profile);
    deflater.finish();
    byte[] deflated = new byte[profile.length + 100];
    int length = deflater.deflate(deflated);
    deflater.end();
    ByteBuffer data = ByteBuffer.allocate(3 + length);
    data.put((byte) 'p').put((byte) 0).put((byte) 0).put(deflated, 0, length);
    return withChunk(png, "iCCP", data.array());
  }

  /** The JPEG with an Exif segment: an orientation, a copyright, and a GPS directory. */
  static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] tiff = exif(orientation);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + tiff.length + 10);
    out.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (tiff.length + 8));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  private static byte[] exif(int orientation) {
    byte[] copyright = "Ada Lovelace\0".getBytes(StandardCharsets.US_ASCII);
    byte[] place = "GPSPLACE".getBytes(StandardCharsets.US_ASCII);
    int directory = 8;
    int values = directory + 2 + 3 * 12 + 4;
    int gps = values + copyright.length + 1;
    ByteBuffer tiff = ByteBuffer.allocate(gps + 2 + 12 + 4 + place.length);
    tiff.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(directory).putShort((short) 3);
    entry(tiff, 0x0112, 3, 1, orientation << 16);
    entry(tiff, 0x8298, 2, copyright.length, values);
    entry(tiff, 0x8825, 4, 1, gps);
    tiff.putInt(0).put(copyright).put((byte) 0);
    tiff.putShort((short) 1);
    entry(tiff, 0x001c, 7, place.length, gps + 2 + 12 + 4);
    tiff.putInt(0).put(place);
    return tiff.array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  static byte[] withChunk(byte[] png, String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + data.length);
    chunk.putInt((int) crc.getValue());
    ByteBuffer out = ByteBuffer.allocate(png.length + chunk.capacity());
    out.put(png, 0, AFTER_PNG_HEADER).put(chunk.array());
    out.put(png, AFTER_PNG_HEADER, png.length - AFTER_PNG_HEADER);
    return out.array();
  }

  private static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(128 + value * 60)));
  }
}
