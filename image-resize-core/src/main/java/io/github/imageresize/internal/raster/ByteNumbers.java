package io.github.imageresize.internal.raster;

/** Bytes of 0..255 as numbers with a fraction. */
public final class ByteNumbers {
  /**
   * By byte: looked up they come faster than by the processor's conversion, each of which waits for
   * the one before in the code of JDK 17.
   */
  private static final float[] NUMBERS = new float[256];

  static {
    for (int i = 0; i < NUMBERS.length; i++) {
      NUMBERS[i] = i;
    }
  }

  private ByteNumbers() {}

  /** The number, without a sign, that a byte stands for. */
  public static float of(byte value) {
    return NUMBERS[value & 0xFF];
  }
}
