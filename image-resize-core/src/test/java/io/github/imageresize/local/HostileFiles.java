package io.github.imageresize.local;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small files that claim much, or end early: what strangers would upload to hurt. */
final class HostileFiles {
  private static final BufferedImage SMALL = Drawing.blobs(96, 64, BufferedImage.TYPE_3BYTE_BGR);

  private HostileFiles() {}

  /** The files by names that tell what they are. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] baseline = LargeJpegs.baseline(640, 480);
    byte[] progressive = LargeJpegs.progressive(640, 480);
    files.put("huge-baseline.jpg", withJpegSize(baseline, 0xC0, 65_500, 65_500));
    files.put("huge-progressive.jpg", withJpegSize(progressive, 0xC2, 14_000, 14_000));
    files.put("many-scans.jpg", withScans(withJpegSize(progressive, 0xC2, 8_000, 8_000)));
    files.put("cut.jpg", Arrays.copyOf(baseline, baseline.length / 2));
    files.put("tall-interlaced.png", png(1, 20_000_000, 8, 0, 1, new byte[1000]));
    files.put("bomb.png", png(9_990, 9_990, 1, 0, 0, new byte[1251 * 9_990]));
    files.put("wide.png", png(50_000_000, 2, 8, 2, 0, new byte[1000]));
    files.put("texts.png", pngWithTexts(20_000));
    files.put("profiles.png", pngWithProfiles(40));
    files.put("cut.png", Arrays.copyOf(Drawing.png(SMALL), 3000));
    files.put("one-pixel-huge-frame.gif", gif());
    files.put("huge.bmp", bmp());
    files.put("huge.tif", tiff(0x0100, 400_000_000));
    files.put("many-values.tif", tiffOfValues());
    files.put("zeros.bin", new byte[1 << 20]);
    return files;
  }

  private static byte[] withJpegSize(byte[] jpeg, int frameMarker, int width, int height) {
    byte[] changed = jpeg.clone();
    int at = 2;
    while ((changed[at + 1] & 0xFF) != frameMarker) {
      at += 2 + ((changed[at + 2] & 0xFF) << 8 | changed[at + 3] & 0xFF);
    }
    ByteBuffer.wrap(changed).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
    return changed;
  }

  /** Ninety refinements without data before the end of the image. */
  private static byte[] withScans(byte[] progressive) {
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0x10};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(progressive, 0, progressive.length - 2);
    for (int i = 0; i < 90; i++) {
      out.writeBytes(scan);
    }
    out.write(0xFF);
    out.write(0xD9);
    return out.toByteArray();
  }

  private static byte[] png(
      int width, int height, int depth, int colorType, int interlace, byte[] pixels) {
    ByteArrayOutputStream out = signature();
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) depth).put((byte) colorType).put((byte) 0).put((byte) 0);
    header.put((byte) interlace);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", deflated(pixels));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] pngWithTexts(int count) {
    byte[] png = Drawing.png(SMALL);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, 33);
    for (int i = 0; i < count; i++) {
      chunk(out, "tEXt", ("key" + i + "\0x").getBytes(StandardCharsets.US_ASCII));
    }
    out.write(png, 33, png.length - 33);
    return out.toByteArray();
  }

  private static byte[] pngWithProfiles(int count) {
    byte[] png = Drawing.png(SMALL);
    byte[] profile = deflated(new byte[4 << 20]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, 33);
    for (int i = 0; i < count; i++) {
      ByteBuffer data = ByteBuffer.allocate(3 + profile.length);
      chunk(out, "iCCP", data.put((byte) 'p').put((byte) 0).put((byte) 0).put(profile).array());
    }
    out.write(png, 33, png.length - 33);
    return out.toByteArray();
  }

  private static ByteArrayOutputStream signature() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    return out;
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + data.length);
    out.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length / 100 + 1000];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  /** A screen of 1x1 with a frame of 65535x65535. */
  private static byte[] gif() {
    ByteBuffer out = ByteBuffer.allocate(64).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put("GIF89a".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1).putShort((short) 1);
    out.put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
    out.put((byte) 0x2C).putInt(0).putShort((short) -1).putShort((short) -1);
    out.put(new byte[] {0, 2, 2, 0x4C, 1, 0, 0x3B});
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] bmp() {
    byte[] bmp = Drawing.bmp(SMALL);
    ByteBuffer.wrap(bmp)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(18, 9_000)
        .putInt(22, 11_000);
    return bmp;
  }

  private static byte[] tiff(int tag, int value) {
    ByteBuffer out = ByteBuffer.allocate(14 + 6 * 12);
    out.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 6);
    entry(out, 0x0100, 1, tag == 0x0100 ? value : 64);
    entry(out, 0x0101, 1, 64);
    entry(out, 0x0102, 1, 8);
    entry(out, 0x0106, 1, 1);
    entry(out, 0x0111, 1, 8);
    entry(out, 0x0142, 1, value);
    return out.putInt(0).array();
  }

  /** Four hundred entries that claim the same mebibyte of values. */
  private static byte[] tiffOfValues() {
    ByteBuffer out = ByteBuffer.allocate(14 + 400 * 12 + (1 << 20));
    out.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 400);
    for (int i = 0; i < 400; i++) {
      entry(out, 0x8000 + i, 1 << 18, 14 + 400 * 12);
    }
    return out.array();
  }

  private static void entry(ByteBuffer out, int tag, int count, int value) {
    out.putShort((short) tag).putShort((short) 4).putInt(count).putInt(value);
  }
}
