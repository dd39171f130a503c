package io.github.imageresize.internal.codec.tiff;

/**
 * YCbCr whose pixels share chroma samples (TIFF 6.0 section 21): unpacks units of some luma samples
 * and one of each chroma into three samples a pixel.
 */
final class SubsampledPixels implements Decompressor {
  private final Decompressor units;
  private final int chromaWidth;
  private final int chromaHeight;
  private final byte[] unitRow;
  private final byte[][] rows;
  private int row;
  private int at;
  private int available;

  /**
   * Unpacks what another one decompresses.
   *
   * @param width pixels of a row of a chunk
   */
  SubsampledPixels(Decompressor units, int chromaWidth, int chromaHeight, int width) {
    this.units = units;
    this.chromaWidth = chromaWidth;
    this.chromaHeight = chromaHeight;
    int across = (width + chromaWidth - 1) / chromaWidth;
    unitRow = new byte[across * (chromaWidth * chromaHeight + 2)];
    rows = new byte[chromaHeight][3 * width];
  }

  /** Bytes that unpacking holds. */
  static long memoryNeeded(int chromaWidth, int chromaHeight, long width) {
    long across = (width + chromaWidth - 1) / chromaWidth;
    return across * (chromaWidth * chromaHeight + 2) + 3 * width * chromaHeight;
  }

  @Override
  public void open(Chunk chunk) {
    units.open(chunk);
    row = chromaHeight;
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    int to = offset;
    while (to < offset + length) {
      if (row == chromaHeight && !unpack()) {
        break;
      }
      int count = Math.min(available - at, offset + length - to);
      System.arraycopy(rows[row], at, out, to, count);
      at += count;
      to += count;
      if (at == available) {
        row++;
        at = 0;
      }
    }
    return to - offset;
  }

  private boolean unpack() {
    if (units.read(unitRow, 0, unitRow.length) < unitRow.length) {
      return false;
    }
    int width = rows[0].length / 3;
    int unit = chromaWidth * chromaHeight + 2;
    for (int y = 0; y < chromaHeight; y++) {
      byte[] pixels = rows[y];
      for (int x = 0; x < width; x++) {
        int from = x / chromaWidth * unit;
        pixels[3 * x] = unitRow[from + y * chromaWidth + x % chromaWidth];
        pixels[3 * x + 1] = unitRow[from + unit - 2];
        pixels[3 * x + 2] = unitRow[from + unit - 1];
      }
    }
    row = 0;
    at = 0;
    available = 3 * width;
    return true;
  }

  @Override
  public void close() {
    units.close();
  }
}
