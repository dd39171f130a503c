package io.github.imageresize.internal.codec.tiff;

/**
 * Adds differences of bytes up along a row. They are moved aside first, a part at a time: C2 makes
 * code several times as slow of a loop that reads and writes one array at the same place.
 */
final class ByteDifferences implements Predictor {
  /** A whole number of pixels of three bytes, and of four. */
  private static final int PART = 12 * 256;

  private final int samples;
  private final byte[] moved = new byte[PART];

  /**
   * Undoes the differences of one kind of pixels.
   *
   * @param samples bytes from a sample to its neighbour
   */
  ByteDifferences(int samples) {
    this.samples = samples;
  }

  @Override
  public void undo(byte[] bytes, int offset, int length) {
    switch (samples) {
      case 1 -> addOnes(bytes, offset, length);
      case 3 -> addThrees(bytes, offset, length);
      case 4 -> addFours(bytes, offset, length);
      default -> {
        for (int i = offset + samples; i < offset + length; i++) {
          bytes[i] += bytes[i - samples];
        }
      }
    }
  }

  private int move(byte[] bytes, int from, int end) {
    int part = Math.min(PART, end - from);
    System.arraycopy(bytes, from, moved, 0, part);
    return part;
  }

  private void addOnes(byte[] bytes, int offset, int length) {
    int left = 0;
    int end = offset + length;
    for (int at = offset; at < end; at += PART) {
      int part = move(bytes, at, end);
      for (int i = 0; i < part; i++) {
        left += moved[i];
        bytes[at + i] = (byte) left;
      }
    }
  }

  /** A pixel that is not whole, at the end, stays as it is. */
  private void addThrees(byte[] bytes, int offset, int length) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    int end = offset + length - length % 3;
    for (int at = offset; at < end; at += PART) {
      int part = move(bytes, at, end);
      for (int i = 0; i < part; i += 3) {
        left0 += moved[i];
        left1 += moved[i + 1];
        left2 += moved[i + 2];
        bytes[at + i] = (byte) left0;
        bytes[at + i + 1] = (byte) left1;
        bytes[at + i + 2] = (byte) left2;
      }
    }
  }

  private void addFours(byte[] bytes, int offset, int length) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    int left3 = 0;
    int end = offset + length - length % 4;
    for (int at = offset; at < end; at += PART) {
      int part = move(bytes, at, end);
      for (int i = 0; i < part; i += 4) {
        left0 += moved[i];
        left1 += moved[i + 1];
        left2 += moved[i + 2];
        left3 += moved[i + 3];
        bytes[at + i] = (byte) left0;
        bytes[at + i + 1] = (byte) left1;
        bytes[at + i + 2] = (byte) left2;
        bytes[at + i + 3] = (byte) left3;
      }
    }
  }
}
