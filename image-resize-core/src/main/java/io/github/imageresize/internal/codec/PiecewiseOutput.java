package io.github.imageresize.internal.codec;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Bytes of unknown number on their way into an array. They are held in pieces, which are copied
 * once, at the end: one array that grows by doubling would take three times the bytes, and as one
 * run of the heap, which a collector may have to search for in vain though enough is free. Not
 * thread-safe.
 */
public final class PiecewiseOutput extends OutputStream {
  private static final int FIRST_PIECE = 4 << 10;

  /** Less than half of the smallest region of G1, which sets larger arrays apart. */
  private static final int LARGEST_PIECE = 256 << 10;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] piece = new byte[FIRST_PIECE];
  private int used;
  private int before;

  /** The most heap that so many bytes take until they are copied, and their copy. */
  public static long memoryNeeded(long bytes) {
    return 2 * bytes + Math.min(LARGEST_PIECE, bytes + FIRST_PIECE);
  }

  @Override
  public void write(int value) {
    if (used == piece.length) {
      addPiece();
    }
    piece[used++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    for (int copied = 0; copied < length; ) {
      if (used == piece.length) {
        addPiece();
      }
      int count = Math.min(length - copied, piece.length - used);
      System.arraycopy(bytes, offset + copied, piece, used, count);
      used += count;
      copied += count;
    }
  }

  /** Writes all of an array. */
  public void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /** Writes all that was written to another one. */
  public void writeAll(PiecewiseOutput other) {
    other.full.forEach(this::writeBytes);
    write(other.piece, 0, other.used);
  }

  private void addPiece() {
    full.add(piece);
    before = Math.addExact(before, used);
    piece = new byte[Math.min(LARGEST_PIECE, 2 * piece.length)];
    used = 0;
  }

  /** How many bytes were written. */
  public int size() {
    return Math.addExact(before, used);
  }

  /** Copies all bytes written. */
  public void copyTo(ByteBuffer target) {
    full.forEach(target::put);
    target.put(piece, 0, used);
  }

  /** A copy of all bytes written. */
  public byte[] toByteArray() {
    byte[] all = new byte[size()];
    copyTo(ByteBuffer.wrap(all));
    return all;
  }
}
