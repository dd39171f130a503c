package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes GIF89a of one frame, its palette chosen for the picture. */
public final class GifEncoder implements ImageEncoder {
  private static final int LONGEST_COMMENT = 255;
  private static final long TABLES = 2 << 20;

  @Override
  public ImageFormat format() {
    return ImageFormat.GIF;
  }

  @Override
  public boolean accepts(ColorModel model, boolean alpha) {
    return model == ColorModel.RGB || model == ColorModel.GREY;
  }

  /** Pixels of four bytes, their indices, and the result, which grows by doubling. */
  @Override
  public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
    return (long) width * height * 9 + TABLES;
  }

  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    int[] argb = pixels(image);
    request.deadline().check();
    GifPalette palette = GifPalette.of(argb);
    int used = palette.colors().length + (palette.transparentIndex() < 0 ? 0 : 1);
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(used - 1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    writeShort(out, image.width());
    writeShort(out, image.height());
    out.write(0xF0 | (bits - 1));
    writeShort(out, 0);
    writeColors(out, palette.colors(), 1 << bits);
    writeComment(out, request.copyright());
    writeComment(out, request.artist());
    if (palette.transparentIndex() >= 0) {
      out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 1, 0, 0});
      out.write(palette.transparentIndex());
      out.write(0);
    }
    out.writeBytes(new byte[] {0x2C, 0, 0, 0, 0});
    writeShort(out, image.width());
    writeShort(out, image.height());
    out.write(0);
    byte[] indices = palette.indices(argb, image.width(), request.deadline());
    new GifPixelWriter(out, bits).write(indices, request.deadline());
    out.write(0x3B);
    return out.toByteArray();
  }

  private static int[] pixels(PlanarImage image) {
    InterleavedRows rows = new InterleavedRows(image);
    int planes = image.planes().size();
    int second = image.model() == ColorModel.GREY ? 0 : 1;
    byte[] row = new byte[rows.rowBytes()];
    int[] argb = new int[image.width() * image.height()];
    for (int y = 0, at = 0; y < image.height(); y++) {
      rows.read(y, row, 0);
      for (int i = 0; i < row.length; i += planes) {
        int alpha = image.alpha() ? row[i + planes - 1] & 0xFF : 255;
        argb[at++] =
            alpha << 24
                | (row[i] & 0xFF) << 16
                | (row[i + second] & 0xFF) << 8
                | (row[i + 2 * second] & 0xFF);
      }
    }
    return argb;
  }

  private static void writeColors(ByteArrayOutputStream out, int[] colors, int size) {
    for (int i = 0; i < size; i++) {
      int color = i < colors.length ? colors[i] : 0;
      out.write(color >> 16);
      out.write(color >> 8);
      out.write(color);
    }
  }

  private static void writeComment(ByteArrayOutputStream out, @Nullable String text) {
    if (text == null) {
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(new byte[] {0x21, (byte) 0xFE});
    for (int from = 0; from < bytes.length; from += LONGEST_COMMENT) {
      int length = Math.min(LONGEST_COMMENT, bytes.length - from);
      out.write(length);
      out.write(bytes, from, length);
    }
    out.write(0);
  }

  private static void writeShort(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> 8);
  }
}
