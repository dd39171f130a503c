package io.github.imageresize.codec;

/**
 * The rows of an image whose planes all have a sample a pixel, as interleaved bytes: rounded to the
 * nearest and clamped to 0..255. Read from top to bottom. Not thread-safe.
 */
public final class InterleavedRows {
  private final PlaneRows[] planes;
  private final int width;

  /**
   * Reads an image.
   *
   * @param image nobody else may read it
   */
  public InterleavedRows(PlanarImage image) {
    planes = image.planes().stream().map(Plane::rows).toArray(PlaneRows[]::new);
    width = image.width();
  }

  /**
   * How long a row is.
   *
   * @return bytes: the width times the number of planes
   */
  public int rowBytes() {
    return width * planes.length;
  }

  /**
   * Reads one row, and lets go of it.
   *
   * @param y one more than in the call before
   * @param bytes where to write it
   * @param offset the index of the row's first byte there
   */
  public void read(int y, byte[] bytes, int offset) {
    for (int plane = 0; plane < planes.length; plane++) {
      PlaneRows rows = planes[plane];
      float[][] row = rows.row(y);
      int phases = rows.phases();
      for (int phase = 0; phase < Math.min(phases, width); phase++) {
        int start = offset + plane + phase * planes.length;
        interleave(row[phase], (width - phase + phases - 1) / phases, bytes, start, phases);
      }
      rows.release(y + 1);
    }
  }

  private void interleave(float[] samples, int count, byte[] bytes, int start, int phases) {
    int step = planes.length * phases;
    for (int i = 0, to = start; i < count; i++, to += step) {
      int value = (int) (samples[i] + 0.5f);
      bytes[to] = (byte) Math.max(0, Math.min(255, value));
    }
  }
}
