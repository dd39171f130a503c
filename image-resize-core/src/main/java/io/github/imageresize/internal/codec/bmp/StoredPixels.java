package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.codec.DecodeRequest;
import java.util.Arrays;

/**
 * Pixels that stand in the file as they are, so that any row can be read at any time. Rows that the
 * file does not have are transparent.
 */
final class StoredPixels implements BmpPixels {
  private static final int TRANSPARENCY_OF_ICONS_PADDING = 32;

  /** Where alpha comes from. */
  private enum Alpha {
    OPAQUE,
    CHANNEL,
    ICON_MASK
  }

  private final byte[] file;
  private final BmpHeader header;
  private final Alpha alpha;
  private final int arrived;

  /** The pixels of a file. */
  static StoredPixels ofFile(byte[] file, BmpHeader header) {
    return new StoredPixels(file, header, false);
  }

  /** The pixels of a bitmap in an icon, with a mask of a bit a pixel behind them. */
  static StoredPixels ofIcon(byte[] file, BmpHeader header) {
    return new StoredPixels(file, header, true);
  }

  private StoredPixels(byte[] file, BmpHeader header, boolean icon) {
    this.file = file;
    this.header = header;
    arrived = arrivedRows(header.pixels(), header.rowBytes(), header.usedRowBytes());
    alpha = alpha(icon);
  }

  private int arrivedRows(long from, long rowBytes, long usedRowBytes) {
    long available = file.length - from - usedRowBytes;
    return available < 0 ? 0 : (int) Math.min(header.height(), available / rowBytes + 1);
  }

  /** A channel that is zero throughout was not meant as alpha, whatever the masks say. */
  private Alpha alpha(boolean icon) {
    if (header.depth() > 8 && header.masks().get(ALPHA_PLANE).exists()) {
      ChannelMask mask = header.masks().get(ALPHA_PLANE);
      boolean visible = false;
      boolean opaque = true;
      for (int row = 0; row < arrived && (opaque || !visible); row++) {
        long at = header.pixels() + row * header.rowBytes();
        for (int x = 0; x < header.width(); x++) {
          long value = mask.value(pixel(at, x));
          visible |= value != 0;
          opaque &= value == mask.most();
        }
      }
      if (visible) {
        return opaque ? Alpha.OPAQUE : Alpha.CHANNEL;
      }
    }
    return icon && maskRows() == header.height() ? Alpha.ICON_MASK : Alpha.OPAQUE;
  }

  private int maskRows() {
    return arrivedRows(maskAt(), maskRowBytes(), (header.width() + 7L) / 8);
  }

  private long maskAt() {
    return header.pixels() + header.height() * header.rowBytes();
  }

  private long maskRowBytes() {
    return (header.width() + TRANSPARENCY_OF_ICONS_PADDING - 1L)
        / TRANSPARENCY_OF_ICONS_PADDING
        * (TRANSPARENCY_OF_ICONS_PADDING / 8);
  }

  @Override
  public int arrivedRows() {
    return arrived;
  }

  @Override
  public boolean hasAlpha() {
    return alpha != Alpha.OPAQUE || arrived < header.height();
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    return 0;
  }

  @Override
  public Planes open(int planes) {
    return (plane, region) -> {
      RowReader reader = plane == ALPHA_PLANE ? alphaReader() : colorReader(plane);
      int from = region.x();
      return (y, samples) -> {
        int row = header.storedRow(region.y() + y);
        if (row < arrived) {
          reader.read(row, from, samples);
        } else {
          Arrays.fill(samples, 0);
        }
      };
    };
  }

  private interface RowReader {
    void read(int row, int from, float[] samples);
  }

  private RowReader colorReader(int plane) {
    if (header.depth() <= 8) {
      return indexedReader(BmpPalette.channel(file, header, plane));
    }
    return header.depth() == 24 ? bytesReader(plane) : maskedReader(header.masks().get(plane));
  }

  private RowReader alphaReader() {
    return switch (alpha) {
      case OPAQUE -> (row, from, samples) -> Arrays.fill(samples, 255);
      case CHANNEL -> maskedReader(header.masks().get(ALPHA_PLANE));
      case ICON_MASK -> iconMaskReader();
    };
  }

  private RowReader indexedReader(float[] table) {
    int depth = header.depth();
    int mask = (1 << depth) - 1;
    return (row, from, samples) -> {
      int start = start(row);
      for (int x = 0; x < samples.length; x++) {
        long bit = (long) (from + x) * depth;
        int shift = 8 - depth - (int) (bit & 7);
        samples[x] = table[file[start + (int) (bit >> 3)] >> shift & mask];
      }
    };
  }

  private RowReader bytesReader(int plane) {
    return (row, from, samples) -> {
      int at = start(row) + 3 * from + 2 - plane;
      for (int x = 0; x < samples.length; x++, at += 3) {
        samples[x] = file[at] & 0xFF;
      }
    };
  }

  private RowReader maskedReader(ChannelMask mask) {
    float scale = mask.scale();
    return (row, from, samples) -> {
      int start = start(row);
      for (int x = 0; x < samples.length; x++) {
        samples[x] = mask.value(pixel(start, from + x)) * scale;
      }
    };
  }

  /** Bits that are set are transparent. */
  private RowReader iconMaskReader() {
    return (row, from, samples) -> {
      int start = (int) (maskAt() + row * maskRowBytes());
      for (int x = 0; x < samples.length; x++) {
        int at = from + x;
        samples[x] = (file[start + (at >> 3)] >> (7 - (at & 7)) & 1) == 0 ? 255 : 0;
      }
    };
  }

  private int start(int row) {
    return (int) (header.pixels() + row * header.rowBytes());
  }

  private int pixel(long rowAt, int x) {
    int at = (int) (rowAt + (long) x * (header.depth() / 8));
    int pixel = 0;
    for (int i = header.depth() / 8 - 1; i >= 0; i--) {
      pixel = pixel << 8 | (file[at + i] & 0xFF);
    }
    return pixel;
  }
}
