package io.github.imageresize.internal.codec.png;

import io.github.imageresize.internal.raster.ByteNumbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes the samples of one plane out of reconstructed rows, scaled to 0..255. */
final class PngSamples {

  /** Converts a part of a row. */
  interface Converter {
    /**
     * Writes {@code samples.length} samples.
     *
     * @param row the reconstructed bytes
     * @param from the first pixel
     */
    void convert(byte[] row, int from, float[] samples);
  }

  private final PngLayout layout;
  private final byte[] palette;
  private final byte @Nullable [] transparency;
  private final boolean alpha;

  /**
   * The samples of a picture.
   *
   * @param alpha whether there shall be alpha, though the picture may have none
   */
  PngSamples(PngMetadata metadata, boolean alpha) {
    this.alpha = alpha;
    layout = metadata.layout();
    palette = metadata.palette();
    transparency = metadata.transparency();
  }

  boolean hasAlpha() {
    return alpha;
  }

  int planes() {
    return (layout.isGrey() ? 1 : 3) + (hasAlpha() ? 1 : 0);
  }

  Converter converter(int plane) {
    if (layout.colorType() == PngLayout.PALETTE) {
      return plane == 3 ? alphaOfPalette() : looked(colorOfPalette(plane));
    }
    boolean alphaPlane = hasAlpha() && plane == planes() - 1;
    if (alphaPlane && !layout.hasAlphaChannel()) {
      return transparency == null
          ? (row, from, samples) -> Arrays.fill(samples, 255)
          : alphaOfKey(transparency);
    }
    return switch (layout.depth()) {
      case 8 -> bytes(plane);
      case 16 -> shorts(plane);
      default -> looked(evenSteps());
    };
  }

  private Converter bytes(int channel) {
    int channels = layout.channels();
    return (row, from, samples) -> {
      for (int x = 0, at = from * channels + channel; x < samples.length; x++, at += channels) {
        samples[x] = ByteNumbers.of(row[at]);
      }
    };
  }

  private Converter shorts(int channel) {
    int step = 2 * layout.channels();
    return (row, from, samples) -> {
      for (int x = 0, at = from * step + 2 * channel; x < samples.length; x++, at += step) {
        samples[x] = ((row[at] & 0xFF) << 8 | (row[at + 1] & 0xFF)) / 257f;
      }
    };
  }

  /** One channel of at most 8 bits, through a table. */
  private Converter looked(float[] table) {
    int depth = layout.depth();
    if (depth == 8) {
      return (row, from, samples) -> {
        for (int x = 0; x < samples.length; x++) {
          samples[x] = table[row[from + x] & 0xFF];
        }
      };
    }
    int mask = (1 << depth) - 1;
    return (row, from, samples) -> {
      for (int x = 0; x < samples.length; x++) {
        int bit = (from + x) * depth;
        samples[x] = table[row[bit >> 3] >> (8 - depth - (bit & 7)) & mask];
      }
    };
  }

  private float[] evenSteps() {
    float[] table = new float[1 << layout.depth()];
    for (int i = 0; i < table.length; i++) {
      table[i] = i * 255f / (table.length - 1);
    }
    return table;
  }

  private float[] colorOfPalette(int channel) {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = palette[3 * inPalette(i) + channel] & 0xFF;
    }
    return table;
  }

  private Converter alphaOfPalette() {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      int color = inPalette(i);
      table[i] =
          transparency != null && color < transparency.length ? transparency[color] & 0xFF : 255;
    }
    return looked(table);
  }

  /** Indices past the palette's end have its last colour, as in browsers. */
  private int inPalette(int index) {
    return Math.min(index, palette.length / 3 - 1);
  }

  /** Pixels of exactly the colour in tRNS are transparent (clause 11.3.2.1). */
  private Converter alphaOfKey(byte[] key) {
    if (layout.depth() < 8) {
      float[] table = new float[1 << layout.depth()];
      Arrays.fill(table, 255);
      if ((key[1] & 0xFF) < table.length) {
        table[key[1]] = 0;
      }
      return looked(table);
    }
    int sampleBytes = layout.depth() / 8;
    int pixelBytes = sampleBytes * layout.channels();
    byte[] pixel = new byte[pixelBytes];
    for (int i = 0; i < pixelBytes; i++) {
      pixel[i] = sampleBytes == 2 ? key[i] : key[2 * i + 1];
    }
    return (row, from, samples) -> {
      for (int x = 0, at = from * pixelBytes; x < samples.length; x++, at += pixelBytes) {
        boolean same = Arrays.equals(row, at, at + pixelBytes, pixel, 0, pixelBytes);
        samples[x] = same ? 0 : 255;
      }
    };
  }
}
