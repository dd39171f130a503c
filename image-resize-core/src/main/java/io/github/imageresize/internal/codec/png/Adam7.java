package io.github.imageresize.internal.codec.png;

import io.github.imageresize.Deadline;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.internal.deflate.InflatedStream;

/**
 * Puts the seven passes of an interlaced PNG together (ISO/IEC 15948 clause 8.2), as rows that are
 * packed as those of a picture that is not interlaced. Where the data end early, pixels that did
 * not arrive are those that did at their upper left; below the first pass's last row, none did.
 */
final class Adam7 {
  private static final int[] FIRST_X = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] FIRST_Y = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] STEP_X = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] STEP_Y = {8, 8, 8, 4, 4, 2, 2};

  /** How far the pixels that arrived lie apart when so many passes are complete. */
  private static final int[] APART_X = {8, 8, 4, 4, 2, 2, 1, 1};

  private static final int[] APART_Y = {8, 8, 8, 4, 4, 2, 2, 1};
  private static final int ROWS_BETWEEN_CHECKS = 64;

  private final PngLayout layout;
  private final PngPixelData data;
  private final InflatedStream stream;
  private final DecodeRequest request;
  private final int end;
  private final HeldRows rows;

  /** Up to which row of the picture there are pixels. */
  private int visible;

  private Adam7(PngLayout layout, PngPixelData data, DecodeRequest request) {
    this.layout = layout;
    this.data = data;
    this.request = request;
    stream = data.open((int) layout.rowBytes(layout.width()) + 1);
    end = request.y() + request.height();
    rows = new HeldRows(firstRow(request), end, (int) layout.rowBytes(layout.width()));
  }

  /** Rows are held from where pixels that did not arrive would come from. */
  private static int firstRow(DecodeRequest request) {
    return request.y() & ~7;
  }

  /** The most heap that {@link #decode} takes. */
  static long memoryNeeded(PngLayout layout, DecodeRequest request) {
    long rowBytes = layout.rowBytes(layout.width());
    long held = request.y() + (long) request.height() - firstRow(request);
    return HeldRows.memoryNeeded(held, rowBytes) + 2 * (rowBytes + 32);
  }

  /** Decodes all rows of the region. */
  static Adam7 decode(PngLayout layout, PngPixelData data, DecodeRequest request) {
    Adam7 picture = new Adam7(layout, data, request);
    picture.decode();
    return picture;
  }

  /** The rows of the region; from {@link #visible} on, of no meaning. */
  HeldRows rows() {
    return rows;
  }

  int visible() {
    return visible;
  }

  private void decode() {
    visible = layout.height();
    for (int pass = 0; pass < 7; pass++) {
      int arrived = decodePass(pass, request.deadline());
      if (arrived < layout.height()) {
        visible = pass == 0 ? arrived : layout.height();
        request.damage().found("PNG passes", visible, layout.height(), "rows");
        replicate(pass, arrived);
        return;
      }
    }
    if (!data.isIntact()) {
      request.damage().found("PNG checksums", 1, 1, "pictures");
    }
  }

  private int passWidth(int pass) {
    return (layout.width() - FIRST_X[pass] + STEP_X[pass] - 1) / STEP_X[pass];
  }

  /** Up to which row of the picture the pass arrived. */
  private int decodePass(int pass, Deadline deadline) {
    int width = passWidth(pass);
    if (width <= 0) {
      return layout.height();
    }
    int rowBytes = (int) layout.rowBytes(width);
    byte[] row = new byte[rowBytes];
    byte[] previous = new byte[rowBytes];
    int untilCheck = ROWS_BETWEEN_CHECKS;
    for (int y = FIRST_Y[pass]; y < layout.height(); y += STEP_Y[pass]) {
      if (--untilCheck == 0) {
        deadline.check();
        untilCheck = ROWS_BETWEEN_CHECKS;
      }
      int at = stream.read(rowBytes + 1, deadline);
      int distance = layout.filterDistance();
      if (at < 0 || !PngFilter.undo(stream.array(), at, row, previous, rowBytes, distance)) {
        return y;
      }
      if (y >= firstRow(request) && y < end) {
        scatter(row, width, y, pass);
      }
      byte[] spare = previous;
      previous = row;
      row = spare;
    }
    return layout.height();
  }

  private void scatter(byte[] passRow, int width, int y, int pass) {
    byte[] array = rows.array(y);
    int offset = rows.offset(y);
    int bits = layout.bitsPerPixel();
    if (STEP_X[pass] == 1) {
      System.arraycopy(passRow, 0, array, offset, (int) layout.rowBytes(width));
    } else if (bits >= 8) {
      int bytes = bits / 8;
      spread(passRow, array, offset + FIRST_X[pass] * bytes, STEP_X[pass] * bytes, bytes, width);
    } else {
      for (int i = 0, x = FIRST_X[pass]; i < width; i++, x += STEP_X[pass]) {
        copyPixel(passRow, 0, i, array, offset, x, bits);
      }
    }
  }

  /** Copies pixels of some bytes to places that lie {@code step} apart. */
  private static void spread(byte[] from, byte[] to, int at, int step, int bytes, int count) {
    for (int part = 0; part < bytes; part++) {
      for (int i = 0; i < count; i++) {
        to[at + part + i * step] = from[part + i * bytes];
      }
    }
  }

  /** Onto a pixel that is zero. */
  private static void copyPixel(
      byte[] from, int fromOffset, int fromX, byte[] to, int toOffset, int toX, int bits) {
    if (bits >= 8) {
      int bytes = bits / 8;
      System.arraycopy(from, fromOffset + fromX * bytes, to, toOffset + toX * bytes, bytes);
    } else {
      int fromBit = fromX * bits;
      int toBit = toX * bits;
      int packed = from[fromOffset + (fromBit >> 3)];
      int sample = packed >> (8 - bits - (fromBit & 7)) & ((1 << bits) - 1);
      to[toOffset + (toBit >> 3)] |= (byte) (sample << (8 - bits - (toBit & 7)));
    }
  }

  /**
   * Fills what did not arrive.
   *
   * @param pass the pass that did not arrive as a whole
   * @param arrived up to which row it did
   */
  private void replicate(int pass, int arrived) {
    for (int y = firstRow(request); y < Math.min(end, visible); y++) {
      request.deadline().check();
      int fromY = y & -APART_Y[pass];
      for (int x = 0; x < layout.width(); x++) {
        int own = passOf(x, y);
        if (own > pass || (own == pass && y >= arrived)) {
          int fromX = x & -APART_X[pass];
          copyPixel(
              rows.array(fromY),
              rows.offset(fromY),
              fromX,
              rows.array(y),
              rows.offset(y),
              x,
              layout.bitsPerPixel());
        }
      }
    }
  }

  private static int passOf(int x, int y) {
    for (int pass = 6; pass > 0; pass--) {
      boolean column = x % STEP_X[pass] == FIRST_X[pass];
      if (column && y % STEP_Y[pass] == FIRST_Y[pass]) {
        return pass;
      }
    }
    return 0;
  }
}
