package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.Deadline;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.codec.palette.Palette;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the blocks of a GIF (GIF89a, clauses 17 to 27) to memory. Not thread-safe. */
final class GifBlockWriter {
  private static final int LONGEST_COMMENT = 255;
  private static final int MOST_REPETITIONS = 65_535;

  private final PiecewiseOutput out = new PiecewiseOutput();

  /** The screen, with the colours of frames that bring none. */
  void writeScreen(int width, int height, Palette colors) {
    out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    writeShort(width);
    writeShort(height);
    out.write(0xF0 | (colors.bits() - 1));
    writeShort(0);
    writeColors(colors);
  }

  /** The texts that are asked for. */
  void writeComments(EncodeRequest request) {
    writeComment(request.copyright());
    writeComment(request.artist());
  }

  private void writeComment(@Nullable String text) {
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

  /** Netscape's extension, which counts repetitions: all there is to be shown once has none. */
  void writeLoops(int loops) {
    if (loops != 1) {
      out.writeBytes(new byte[] {0x21, (byte) 0xFF, 11});
      out.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
      out.write(3);
      out.write(1);
      writeShort(loops == 0 ? 0 : Math.min(loops - 1, MOST_REPETITIONS));
      out.write(0);
    }
  }

  /**
   * What is said of the next frame.
   *
   * @param hundredths how long it is shown
   * @param transparentIndex -1 if there is none
   */
  void writeControl(Disposal disposal, int hundredths, int transparentIndex) {
    int method =
        switch (disposal) {
          case KEEP -> hundredths == 0 ? 0 : 1;
          case CLEAR -> 2;
          case RESTORE -> 3;
        };
    out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4});
    out.write(method << 2 | (transparentIndex < 0 ? 0 : 1));
    writeShort(hundredths);
    out.write(Math.max(0, transparentIndex));
    out.write(0);
  }

  /**
   * Where the next frame lies; its data follow.
   *
   * @param own its colours, or null for the screen's
   */
  void writeDescriptor(int x, int y, int width, int height, @Nullable Palette own) {
    out.write(0x2C);
    writeShort(x);
    writeShort(y);
    writeShort(width);
    writeShort(height);
    out.write(own == null ? 0 : 0x80 | (own.bits() - 1));
    if (own != null) {
      writeColors(own);
    }
  }

  /** The pixels of a frame. */
  void writePixels(ArgbPixels pixels, Palette colors, Deadline deadline) {
    GifPixelWriter.write(pixels, colors, deadline, out);
  }

  /** The pixels of a frame, compressed before. */
  void writePixels(PiecewiseOutput compressed) {
    out.writeAll(compressed);
  }

  byte[] finish() {
    out.write(0x3B);
    return out.toByteArray();
  }

  private void writeColors(Palette palette) {
    int[] colors = palette.colors();
    for (int i = 0; i < 1 << palette.bits(); i++) {
      int color = i < colors.length ? colors[i] : 0;
      out.write(color >> 16);
      out.write(color >> 8);
      out.write(color);
    }
  }

  private void writeShort(int value) {
    out.write(value);
    out.write(value >> 8);
  }
}
