package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.codec.palette.Palette;
import java.util.Arrays;

/** Compresses colour indices into sub-blocks (GIF89a appendix F). */
final class GifPixelWriter {
  private static final int MOST_CODES = 4096;
  private static final int SLOTS = 1 << 14;

  private final PiecewiseOutput out;
  private final int clearCode;
  private final int firstCodeSize;

  /** (prefix, suffix) of a code, at the slot that they hash to; -1 if free. */
  private final int[] keys = new int[SLOTS];

  private final short[] values = new short[SLOTS];
  private final byte[] block = new byte[255];
  private int blockLength;
  private int bits;
  private int bitCount;
  private int codeSize;
  private int codes;

  /** The code of the indices that were read since the last one was written; -1 if none were. */
  private int prefix = -1;

  GifPixelWriter(PiecewiseOutput out, int bitsPerIndex) {
    this.out = out;
    int size = Math.max(2, bitsPerIndex);
    out.write(size);
    clearCode = 1 << size;
    firstCodeSize = size + 1;
  }

  /** The most bytes that the pixels of a frame become: a code of 12 bits each, in blocks. */
  static long mostBytes(int width, int height) {
    return (long) width * height * 3 / 2 * 256 / 255 + 16;
  }

  /** Writes the pixels of a frame. */
  static void write(ArgbPixels pixels, Palette colors, Deadline deadline, PiecewiseOutput out) {
    GifPixelWriter writer = new GifPixelWriter(out, colors.bits());
    colors.index(pixels, deadline, writer::write);
    writer.finish();
  }

  /** Takes the next indices, at least one. */
  void write(byte[] indices) {
    int from = 0;
    if (prefix < 0) {
      clear();
      prefix = indices[from++] & 0xFF;
    }
    int prefix = this.prefix;
    for (int i = from; i < indices.length; i++) {
      int suffix = indices[i] & 0xFF;
      int key = prefix << 8 | suffix;
      int slot = slot(key);
      if (keys[slot] == key) {
        prefix = values[slot];
      } else {
        writeCode(prefix);
        addCode(slot, key);
        prefix = suffix;
      }
    }
    this.prefix = prefix;
  }

  /** Writes what is left. */
  void finish() {
    writeCode(prefix);
    addCode(slot(-2), -2); // as decoders do, which may widen the code that ends the data
    writeCode(clearCode + 1);
    if (bitCount > 0) {
      writeByte(bits);
    }
    writeBlock();
    out.write(0);
  }

  private int slot(int key) {
    int slot = (key * 0x9E3779B1) >>> 18;
    while (keys[slot] != -1 && keys[slot] != key) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private void addCode(int slot, int key) {
    if (codes == MOST_CODES) {
      clear();
      return;
    }
    if (codes == 1 << codeSize) {
      codeSize++;
    }
    keys[slot] = key;
    values[slot] = (short) codes++;
  }

  private void clear() {
    if (codeSize == 0) {
      codeSize = firstCodeSize;
    }
    writeCode(clearCode);
    codeSize = firstCodeSize;
    codes = clearCode + 2;
    Arrays.fill(keys, -1);
  }

  private void writeCode(int code) {
    bits |= code << bitCount;
    bitCount += codeSize;
    while (bitCount >= 8) {
      writeByte(bits);
      bits >>>= 8;
      bitCount -= 8;
    }
  }

  private void writeByte(int value) {
    block[blockLength++] = (byte) value;
    if (blockLength == block.length) {
      writeBlock();
    }
  }

  private void writeBlock() {
    if (blockLength > 0) {
      out.write(blockLength);
      out.write(block, 0, blockLength);
      blockLength = 0;
    }
  }
}
