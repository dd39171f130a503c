package io.github.imageresize.internal.codec.bmp;

/** The colours of a bitmap of at most 8 bits a pixel. */
final class BmpPalette {
  private BmpPalette() {}

  /** One channel of all colours; those past the palette's end are black, as in browsers. */
  static float[] channel(byte[] file, BmpHeader header, int plane) {
    float[] values = new float[256];
    LittleEndian bytes = new LittleEndian(file);
    for (int i = 0; i < header.colors(); i++) {
      values[i] = bytes.int8(header.palette() + (long) i * header.colorBytes() + 2 - plane);
    }
    return values;
  }
}
