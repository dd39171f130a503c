package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.DecodedRows;
import java.util.Arrays;

/**
 * Run-length coded pixels of 4, 8 or 24 bits. Pixels that the code leaves out are black, and those
 * that it does not come to, as the file ends before, transparent; so browsers show them. Before
 * rows are read, the code is walked once to know where each begins.
 */
final class RunLengthPixels implements BmpPixels {
  private static final int END_OF_LINE = 0;
  private static final int END_OF_BITMAP = 1;
  private static final int DELTA = 2;

  private static final byte MISSING = 0;
  private static final byte CODED = 1;
  private static final byte LEFT_OUT = 2;

  private final byte[] file;
  private final BmpHeader header;

  /** Bytes that a run repeats. */
  private final int unit;

  /** A byte for each channel or for the index, and one that tells whether they were coded. */
  private final int pixelBytes;

  private final int arrived;

  RunLengthPixels(byte[] file, BmpHeader header) {
    this.file = file;
    this.header = header;
    unit = header.depth() == 24 ? 3 : 1;
    pixelBytes = unit + 1;
    Walk walk = new Walk();
    walk.toEnd();
    arrived = walk.arrivedRows();
  }

  @Override
  public int arrivedRows() {
    return arrived;
  }

  @Override
  public boolean hasAlpha() {
    return arrived < header.height();
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    double rows = Math.min(header.height(), 8 * Math.max(1, request.reductionY()) + 12);
    return (long) (rows * header.width() * pixelBytes) + 8L * header.height() + 1024;
  }

  @Override
  public Planes open(int planes) {
    Walk index = new Walk();
    index.codeAt = new int[header.height()];
    index.columnAt = new int[header.height()];
    index.toEnd();
    int[] next = new int[1];
    DecodedRows rows =
        new DecodedRows(
            header.width() * pixelBytes,
            planes,
            (row, previous) -> decode(index, header.storedRow(next[0]++), row));
    return (plane, region) -> new PlaneReader(rows, plane, region);
  }

  private void decode(Walk index, int storedRow, byte[] row) {
    Arrays.fill(row, (byte) 0);
    for (int at = unit; storedRow < arrived && at < row.length; at += pixelBytes) {
      row[at] = LEFT_OUT;
    }
    if (index.codeAt[storedRow] != 0) {
      Walk walk = new Walk();
      walk.at = index.codeAt[storedRow];
      walk.x = index.columnAt[storedRow];
      walk.y = storedRow;
      walk.toEndOfRow(row);
    }
  }

  /** Goes through the code from one pixel, run or jump to the next. */
  private final class Walk {
    private int[] codeAt = {};
    private int[] columnAt = {};
    private byte[] row = {};
    private long at = Math.min(header.pixels(), file.length);
    private int x;
    private int y;
    private boolean ended;

    void toEnd() {
      rememberRow();
      while (step()) {
        // on to the end of the bitmap or of the file
      }
    }

    void toEndOfRow(byte[] target) {
      row = target;
      int same = y;
      while (y == same && step()) {
        // on to the next row
      }
    }

    /** A bitmap that says that it ends is whole. */
    int arrivedRows() {
      return ended ? header.height() : y + (x >= header.width() ? 1 : 0);
    }

    private boolean step() {
      if (y >= header.height()) {
        ended = true;
        return false;
      }
      if (at + 2 > file.length) {
        return false;
      }
      int count = file[(int) at] & 0xFF;
      int second = file[(int) at + 1] & 0xFF;
      if (count > 0) {
        return run(count);
      }
      at += 2;
      switch (second) {
        case END_OF_LINE -> enter(0, y + 1);
        case END_OF_BITMAP -> {
          ended = true;
          return false;
        }
        case DELTA -> {
          if (at + 2 > file.length) {
            return false;
          }
          int right = file[(int) at] & 0xFF;
          int down = file[(int) at + 1] & 0xFF;
          at += 2;
          enter(x + right, y + down);
        }
        default -> {
          return literal(second);
        }
      }
      return true;
    }

    private void enter(int column, int line) {
      x = Math.min(column, header.width());
      if (line != y) {
        y = line;
        rememberRow();
      }
    }

    private void rememberRow() {
      if (y < codeAt.length) {
        codeAt[y] = (int) at;
        columnAt[y] = x;
      }
    }

    private boolean run(int count) {
      if (at + 1 + unit > file.length) {
        return false;
      }
      put(at + 1, count, true);
      at += 1 + unit;
      return true;
    }

    private boolean literal(int count) {
      int bytes = header.depth() == 4 ? (count + 1) / 2 : count * unit;
      int padded = bytes + 1 & ~1;
      if (at + bytes > file.length) {
        return false;
      }
      put(at, count, false);
      at += padded;
      return true;
    }

    /** The pixels of a run of the bytes there, or of a sequence that begins there. */
    private void put(long from, int count, boolean repeated) {
      // What reaches past the edge is passed over at once: all of a file may be such runs.
      int shown = Math.min(count, header.width() - x);
      for (int i = 0; i < shown && row.length > 0; i++) {
        int to = (x + i) * pixelBytes;
        if (header.depth() == 4) {
          int pair = file[(int) from + (repeated ? 0 : i / 2)];
          row[to] = (byte) (i % 2 == 0 ? pair >> 4 & 15 : pair & 15);
        } else {
          System.arraycopy(file, (int) from + (repeated ? 0 : i * unit), row, to, unit);
        }
        row[to + unit] = CODED;
      }
      x += shown;
    }
  }

  private final class PlaneReader implements SampledRows.Reader {
    private final DecodedRows rows;
    private final int plane;
    private final DecodeRequest region;
    private final float[] table;

    PlaneReader(DecodedRows rows, int plane, DecodeRequest region) {
      this.rows = rows;
      this.plane = plane;
      this.region = region;
      table =
          unit == 1 && plane != ALPHA_PLANE
              ? BmpPalette.channel(file, header, plane)
              : new float[0];
      rows.release(plane, region.y());
    }

    @Override
    public void read(int y, float[] samples) {
      byte[] row = rows.row(region.y() + y);
      int at = region.x() * pixelBytes;
      for (int x = 0; x < samples.length; x++, at += pixelBytes) {
        byte state = row[at + unit];
        if (plane == ALPHA_PLANE) {
          samples[x] = state == MISSING ? 0 : 255;
        } else if (state != CODED) {
          samples[x] = 0;
        } else {
          samples[x] = unit == 1 ? table[row[at] & 0xFF] : row[at + 2 - plane] & 0xFF;
        }
      }
    }

    @Override
    public void release(int y) {
      rows.release(plane, region.y() + y);
    }
  }
}
