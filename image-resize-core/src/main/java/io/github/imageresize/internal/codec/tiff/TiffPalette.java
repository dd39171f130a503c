package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.TiffDirectory;

/** The colours of indices: all reds, then all greens, then all blues. */
final class TiffPalette {
  private static final int MOST_BITS = 16;

  private final TiffDirectory.Numbers map;

  TiffPalette(TiffDirectory.Numbers map) {
    this.map = map;
  }

  /** Bytes of its tables. */
  long memoryNeeded(TiffLayout layout) {
    return layout.photometric() == Photometric.PALETTE ? 3L * 4 * size(layout) : 0;
  }

  private static int size(TiffLayout layout) {
    return 1 << Math.min(MOST_BITS, layout.depths().get(0));
  }

  /** One channel of all colours, 0..255; indices past the map's end are black. */
  float[] channel(TiffLayout layout, int plane) {
    float[] values = new float[size(layout)];
    long colors = map.count() / 3;
    float scale = isOfBytes() ? 1 : 1 / 257f;
    for (int i = 0; i < Math.min(colors, values.length); i++) {
      values[i] = map.get(plane * colors + i) * scale;
    }
    return values;
  }

  /** Some programs write values of 8 bits for the 16 that are asked for. */
  private boolean isOfBytes() {
    for (long i = 0; i < map.count(); i++) {
      if (map.get(i) > 255) {
        return false;
      }
    }
    return true;
  }
}
