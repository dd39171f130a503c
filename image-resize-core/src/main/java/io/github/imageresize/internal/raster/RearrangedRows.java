package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** Part of the columns of a plane, in another number of phases, with samples as they are. */
final class RearrangedRows extends StreamedRows {
  private final PlaneRows source;
  private final int offset;

  private RearrangedRows(PlaneRows source, int offset, int width, int phases) {
    super(width, source.height(), phases);
    this.source = source;
    this.offset = offset;
  }

  /** Columns from {@code offset} on, in a number of phases. */
  static PlaneRows of(PlaneRows source, int offset, int width, int phases) {
    return offset == 0 && width == source.width() && source.phases() == phases
        ? source
        : new RearrangedRows(source, offset, width, phases);
  }

  /** All columns of a plane in a number of phases. */
  static PlaneRows inPhases(PlaneRows source, int phases) {
    return of(source, 0, source.width(), phases);
  }

  /** The most heap that one of these holds where its rows are let go of soon, in bytes. */
  static long memoryNeeded(int width) {
    return 4L * Float.BYTES * width;
  }

  @Override
  protected void releaseSources(int y) {
    source.release(y);
  }

  @Override
  protected void makeNext() {
    int width = width();
    int phases = phases();
    float[][] in = source.row(end());
    float[][] out = append();
    if (in.length == phases && offset % phases == 0) {
      for (int phase = 0; phase < phases; phase++) {
        System.arraycopy(
            in[phase], offset / phases, out[phase], 0, (width - phase + phases - 1) / phases);
      }
      return;
    }
    if (phases == 1) {
      join(in, out[0]);
      return;
    }
    for (int phase = 0; phase < phases; phase++) {
      if (in.length == 1) {
        takeEvery(in[0], offset + phase, out[phase]);
      } else {
        gather(in, phase, out[phase]);
      }
    }
  }

  /** Splits a row that is not split: no division for each sample. */
  private void takeEvery(float[] source, int first, float[] target) {
    for (int x = first, i = 0; x < offset + width(); x += phases(), i++) {
      target[i] = source[x];
    }
  }

  /** The reverse. */
  private void join(float[][] in, float[] target) {
    for (int phase = 0; phase < in.length; phase++) {
      float[] source = in[phase];
      int first = Math.floorMod(phase - offset, in.length);
      for (int x = first, i = (offset + first) / in.length; x < width(); x += in.length, i++) {
        target[x] = source[i];
      }
    }
  }

  private void gather(float[][] in, int phase, float[] target) {
    for (int x = phase, i = 0; x < width(); x += phases(), i++) {
      int from = offset + x;
      target[i] = in[from % in.length][from / in.length];
    }
  }
}
