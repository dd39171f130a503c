package io.github.imageresize.vips;

import io.github.imageresize.codec.SampledRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One band of interleaved bytes. */
final class ByteSamples implements SampledRows.Reader {
  private final MemorySegment pixels;
  private final int bands;
  private final int band;
  private final byte[] row;

  ByteSamples(MemorySegment pixels, int width, int bands, int band) {
    this.pixels = pixels;
    this.bands = bands;
    this.band = band;
    row = new byte[width * bands];
  }

  @Override
  public void read(int y, float[] samples) {
    MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, (long) y * row.length, row, 0, row.length);
    for (int x = 0, from = band; x < samples.length; x++, from += bands) {
      samples[x] = row[from] & 0xFF;
    }
  }
}
