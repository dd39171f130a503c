package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.DecodedRows;
import io.github.imageresize.internal.raster.ByteNumbers;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the planes of a picture are read from: the decompressed rows, or, where colours are computed
 * from all samples, bytes of red, green, blue and alpha.
 */
final class PixelPlanes {
  private final TiffLayout layout;
  private final RowLayout row;
  private final ByteOrder order;
  private final TiffPalette palette;
  private @Nullable Converted converted;

  PixelPlanes(TiffLayout layout, RowLayout row, ByteOrder order, TiffPalette palette) {
    this.layout = layout;
    this.row = row;
    this.order = order;
    this.palette = palette;
  }

  /** Has the colours of a region computed. */
  void convert(ColorConversion conversion, DecodeRequest region) {
    converted = new Converted(conversion, region.x(), region.width());
  }

  int count() {
    return (layout.isGrey() ? 1 : 3) + (layout.alpha() >= 0 ? 1 : 0);
  }

  /** Bytes of a row that is held. */
  int rowBytes() {
    return converted == null ? row.length() : converted.rowBytes();
  }

  void nextRow(ChunkRows chunks, byte[] out) {
    if (converted == null) {
      chunks.next(out);
    } else {
      converted.next(chunks, out);
    }
  }

  /** Reads a plane of a region. */
  SampledRows.Reader reader(int plane, DecodedRows rows, DecodeRequest region) {
    RowReader reader = converted == null ? reader(plane, region) : converted.reader(plane);
    rows.release(plane, region.y());
    return new SampledRows.Reader() {
      @Override
      public void read(int y, float[] samples) {
        reader.read(rows.row(region.y() + y), samples);
      }

      @Override
      public void release(int y) {
        rows.release(plane, region.y() + y);
      }
    };
  }

  private interface RowReader {
    void read(byte[] bytes, float[] samples);
  }

  private RowReader reader(int plane, DecodeRequest region) {
    int from = region.x();
    int width = region.width();
    boolean alphaPlane = layout.alpha() >= 0 && plane == count() - 1;
    if (alphaPlane) {
      SampleReader alpha = sample(layout.alpha());
      return (bytes, samples) -> alpha.read(bytes, from, samples, width);
    }
    if (layout.photometric() == Photometric.PALETTE) {
      return paletteReader(plane, from, width);
    }
    SampleReader color = sample(plane);
    boolean inverted = layout.photometric() == Photometric.WHITE_IS_ZERO;
    RowReader straight =
        (bytes, samples) -> {
          color.read(bytes, from, samples, width);
          if (inverted) {
            for (int x = 0; x < width; x++) {
              samples[x] = 255 - samples[x];
            }
          }
        };
    return layout.premultiplied() ? unpremultiplied(straight, from, width) : straight;
  }

  private RowReader paletteReader(int plane, int from, int width) {
    SampleReader index = sample(0);
    float[] table = palette.channel(layout, plane);
    int[] indices = new int[width];
    return (bytes, samples) -> {
      index.readNumbers(bytes, from, indices, width);
      for (int x = 0; x < width; x++) {
        samples[x] = table[indices[x] & (table.length - 1)];
      }
    };
  }

  private RowReader unpremultiplied(RowReader premultiplied, int from, int width) {
    SampleReader alpha = sample(layout.alpha());
    float[] alphas = new float[width];
    return (bytes, samples) -> {
      premultiplied.read(bytes, samples);
      alpha.read(bytes, from, alphas, width);
      for (int x = 0; x < width; x++) {
        samples[x] = alphas[x] == 0 ? 0 : Math.min(255, samples[x] * 255 / alphas[x]);
      }
    };
  }

  private SampleReader sample(int number) {
    return new SampleReader(layout, row, order, number);
  }

  /** Rows of red, green, blue, and of alpha behind them. */
  private final class Converted {
    private final ColorConversion conversion;
    private final int from;
    private final int width;
    private final byte[] raw = new byte[row.length()];
    private final byte[] rgb;
    private final float[][] samples;
    private final SampleReader[] readers;

    Converted(ColorConversion conversion, int from, int width) {
      this.conversion = conversion;
      this.from = from;
      this.width = width;
      rgb = new byte[3 * width];
      int count = layout.photometric().samples() + (layout.alpha() >= 0 ? 1 : 0);
      samples = new float[count][width];
      readers = new SampleReader[count];
      for (int i = 0; i < count; i++) {
        readers[i] = sample(i);
      }
    }

    int rowBytes() {
      return width * count();
    }

    void next(ChunkRows chunks, byte[] out) {
      chunks.next(raw);
      for (int i = 0; i < readers.length; i++) {
        readers[i].read(raw, from, samples[i], width);
      }
      conversion.convert(samples, rgb, width);
      System.arraycopy(rgb, 0, out, 0, rgb.length);
      if (layout.alpha() >= 0) {
        float[] alpha = samples[samples.length - 1];
        for (int x = 0; x < width; x++) {
          out[rgb.length + x] = (byte) Math.round(alpha[x]);
        }
      }
    }

    RowReader reader(int plane) {
      return (bytes, out) -> {
        if (plane == 3) {
          for (int x = 0; x < width; x++) {
            out[x] = ByteNumbers.of(bytes[3 * width + x]);
          }
        } else {
          for (int x = 0; x < width; x++) {
            out[x] = ByteNumbers.of(bytes[3 * x + plane]);
          }
        }
      };
    }
  }
}
