package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.codec.DecodeRequest;
import java.util.Arrays;

/**
 * Decompresses the rows of a picture from top to bottom. A strip is decompressed as its rows are
 * asked for; of tiles beside each other, all that are needed are decompressed to their end when the
 * first row of them is.
 */
final class ChunkRows implements AutoCloseable {
  private static final int SKIPPED_AT_A_TIME = 8 << 10;
  private static final int READ_AT_A_TIME = 1 << 20;

  private final byte[] file;
  private final TiffLayout layout;
  private final RowLayout row;
  private final DecodeRequest request;
  private final Decompressor[] decompressors;
  private final Predictor predictor;
  private final byte[] skipped;

  /** The rows of tiles beside each other; empty for one column. */
  private final byte[] band;

  private int y;

  ChunkRows(
      byte[] file,
      TiffLayout layout,
      RowLayout row,
      DecodeRequest request,
      Predictor predictor,
      Decompressors decompressors) {
    this.file = file;
    this.layout = layout;
    this.row = row;
    this.request = request;
    this.predictor = predictor;
    boolean streamed = row.endColumn() - row.firstColumn() == 1;
    this.decompressors = new Decompressor[streamed ? layout.planes() : 1];
    for (int i = 0; i < this.decompressors.length; i++) {
      this.decompressors[i] = decompressors.create();
    }
    band = streamed ? new byte[0] : new byte[(int) bandBytes(layout, row)];
    skipped = new byte[SKIPPED_AT_A_TIME];
  }

  /** Bytes of the rows of tiles beside each other. */
  static long bandBytes(TiffLayout layout, RowLayout row) {
    boolean streamed = row.endColumn() - row.firstColumn() == 1;
    long rows = Math.min(layout.chunks().height(), layout.height());
    return streamed ? 0 : rows * row.length();
  }

  /** Makes the next row. */
  void next(byte[] out) {
    long height = layout.chunks().height();
    int inChunk = (int) (y % height);
    if (y < request.y() && y / height < request.y() / height) {
      y++; // none of its strip or tiles is needed
      return;
    }
    if (band.length > 0) {
      if (inChunk == 0) {
        fillBand();
      }
      System.arraycopy(band, inChunk * row.length(), out, 0, row.length());
    } else {
      for (int plane = 0; plane < decompressors.length; plane++) {
        if (inChunk == 0) {
          open(decompressors[plane], plane, row.firstColumn());
        }
        int offset = row.offset(plane, row.firstColumn());
        readRow(decompressors[plane], plane, row.firstColumn(), out, offset, y);
      }
    }
    y++;
  }

  private void fillBand() {
    int rows = (int) Math.min(layout.chunks().height(), layout.height() - y);
    for (int plane = 0; plane < layout.planes(); plane++) {
      for (int column = row.firstColumn(); column < row.endColumn(); column++) {
        open(decompressors[0], plane, column);
        for (int i = 0; i < rows; i++) {
          int offset = i * row.length() + row.offset(plane, column);
          readRow(decompressors[0], plane, column, band, offset, y + i);
        }
      }
    }
  }

  private void open(Decompressor decompressor, int plane, int column) {
    request.deadline().check();
    int chunkRow = (int) (y / layout.chunks().height());
    decompressor.open(chunk(layout.chunks().index(plane, chunkRow, column), plane));
  }

  /** Lengths that are missing, or too short for what is not compressed, are as they should be. */
  private Chunk chunk(int index, int plane) {
    long from = layout.chunks().offset(index);
    if (from < 0 || from >= file.length) {
      return new Chunk(file, 0, 0);
    }
    long length = layout.chunks().length(index);
    if (layout.compression() == Compression.NONE && layout.chromaWidth() == 1) {
      length = Math.max(length, row.chunkRowBytes(plane) * layout.chunks().height());
    }
    long end = length <= 0 ? file.length : Math.min(file.length, from + length);
    return new Chunk(file, (int) from, (int) end);
  }

  private void readRow(
      Decompressor decompressor, int plane, int column, byte[] out, int offset, int rowNumber) {
    int kept = row.columnBytes(plane, column);
    int read = read(decompressor, out, offset, kept);
    if (read < kept) {
      request.damage().found("TIFF pixel data", rowNumber, layout.height(), "rows");
      Arrays.fill(out, offset + read, offset + kept, (byte) 0);
      return;
    }
    if (decompressor.isDamaged()) {
      request.damage().found("TIFF pixel data", rowNumber, layout.height(), "rows");
    }
    long rest = row.chunkRowBytes(plane) - kept;
    while (rest > 0) {
      int part = decompressor.read(skipped, 0, (int) Math.min(rest, skipped.length));
      if (part == 0) {
        break;
      }
      request.deadline().check();
      rest -= part;
    }
    predictor.undo(out, offset, kept);
  }

  /** Reads as far as the chunk goes; a row may be as long as all that is allowed. */
  private int read(Decompressor decompressor, byte[] out, int offset, int length) {
    int total = 0;
    int part;
    int wanted;
    do {
      request.deadline().check();
      wanted = Math.min(READ_AT_A_TIME, length - total);
      part = decompressor.read(out, offset + total, wanted);
      total += part;
    } while (part == wanted && total < length);
    return total;
  }

  @Override
  public void close() {
    for (Decompressor decompressor : decompressors) {
      decompressor.close();
    }
  }

  /** Makes decompressors. */
  interface Decompressors {
    Decompressor create();
  }
}
