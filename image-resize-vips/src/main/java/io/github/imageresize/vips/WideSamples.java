package io.github.imageresize.vips;

import io.github.imageresize.codec.SampledRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One band of interleaved samples of 16 bits. */
final class WideSamples implements SampledRows.Reader {
  /** 65,535 becomes 255. */
  private static final float SCALE = 1 / 257f;

  private final MemorySegment pixels;
  private final int bands;
  private final int band;
  private final short[] row;

  WideSamples(MemorySegment pixels, int width, int bands, int band) {
    this.pixels = pixels;
    this.bands = bands;
    this.band = band;
    row = new short[width * bands];
  }

  @Override
  public void read(int y, float[] samples) {
    MemorySegment.copy(
        pixels, ValueLayout.JAVA_SHORT, (long) y * row.length * Short.BYTES, row, 0, row.length);
    for (int x = 0, from = band; x < samples.length; x++, from += bands) {
      samples[x] = (row[from] & 0xFFFF) * SCALE;
    }
  }
}
